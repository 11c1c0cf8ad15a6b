//! What a piece of syntax names and calls.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprMethodCall, Stmt};

/// A call of a method: on what, as text without blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) on: String,
    pub(super) method: String,
    pub(super) line: usize,
}

#[derive(Default)]
struct Calls(Vec<Call>);

impl<'ast> Visit<'ast> for Calls {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let on = call.receiver.to_token_stream().to_string().replace(' ', "");
        self.0.push(Call { on, method: call.method.to_string(), line: call.method.span().start().line });
    }
}

pub(super) fn calls(expr: &Expr) -> Vec<Call> {
    let mut calls = Calls::default();
    calls.visit_expr(expr);
    calls.0
}

pub(super) fn calls_in(block: &Block) -> Vec<Call> {
    let mut calls = Calls::default();
    calls.visit_block(block);
    calls.0
}

pub(super) fn calls_in_statement(statement: &Stmt) -> Vec<Call> {
    let mut calls = Calls::default();
    calls.visit_stmt(statement);
    calls.0
}

/// What an expression makes before it is awaited or taken apart.
pub(super) fn made_by(expr: &Expr) -> &Expr {
    match expr {
        Expr::Await(awaited) => made_by(&awaited.base),
        Expr::Paren(inner) => made_by(&inner.expr),
        other => other,
    }
}

/// The name of a function that is called by its path.
pub(super) fn called(function: &Expr) -> String {
    match function {
        Expr::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

pub(super) fn line_of(syntax: &impl Spanned) -> usize {
    syntax.span().start().line
}

/// Every name in a piece of syntax, inside of macros too.
pub(super) fn names(syntax: &impl ToTokens) -> BTreeSet<String> {
    fn collect(tokens: TokenStream, names: &mut BTreeSet<String>) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => collect(group.stream(), names),
                TokenTree::Ident(ident) => _ = names.insert(ident.to_string()),
                _ => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(syntax.to_token_stream(), &mut found);
    found
}
