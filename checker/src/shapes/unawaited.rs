//! Futures that are made and dropped in the same line.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Expr, Local, Pat, Stmt};

use super::syntax::{called, line_of};

/// The first line that makes a future and drops it, where rustc does not warn of it: behind `let _ =`, and of a parameter that
/// returns one. `waits` are the names of methods that are `async`.
pub fn unawaited(source: &str, waits: &BTreeSet<String>) -> Option<usize> {
    struct Finder<'a> {
        waits: &'a BTreeSet<String>,
        /// Parameters that return futures.
        parameters: BTreeSet<String>,
        line: Option<usize>,
    }
    impl<'ast> Visit<'ast> for Finder<'_> {
        fn visit_signature(&mut self, signature: &'ast syn::Signature) {
            self.parameters = of_futures(signature);
        }

        fn visit_stmt(&mut self, statement: &'ast Stmt) {
            let made = match statement {
                Stmt::Expr(Expr::Call(call), Some(_)) if self.parameters.contains(&called(&call.func)) => {
                    Some(line_of(call))
                }
                Stmt::Local(Local { pat: Pat::Wild(_), init: Some(init), .. }) => match &*init.expr {
                    Expr::MethodCall(call) if self.waits.contains(&call.method.to_string()) => {
                        Some(line_of(call))
                    }
                    Expr::Call(call) if self.parameters.contains(&called(&call.func)) => Some(line_of(call)),
                    _ => None,
                },
                _ => None,
            };
            if let Some(line) = made {
                self.line.get_or_insert(line);
            }
            visit::visit_stmt(self, statement);
        }
    }
    let file = syn::parse_file(source).ok()?;
    let mut finder = Finder { waits, parameters: BTreeSet::new(), line: None };
    finder.visit_file(&file);
    finder.line
}

/// The parameters of a function that return futures, by their bounds: `step` where `S: FnOnce(u64) -> F` and `F: Future`.
fn of_futures(signature: &syn::Signature) -> BTreeSet<String> {
    let text = |syntax: &dyn ToTokens| syntax.to_token_stream().to_string();
    let mut bounds: Vec<(String, String)> = Vec::new();
    for parameter in signature.generics.type_params() {
        bounds.push((parameter.ident.to_string(), text(&parameter.bounds)));
    }
    for predicate in signature.generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
        if let syn::WherePredicate::Type(predicate) = predicate {
            bounds.push((text(&predicate.bounded_ty), text(&predicate.bounds)));
        }
    }
    let is_future = |name: &str| bounds.iter().any(|(of, bound)| of == name && bound.starts_with("Future"));
    let returns_future = |bound: &str| {
        let output =
            bound.split_once("-> ").map(|(_, output)| output.split([' ', '+']).next().unwrap_or_default());
        bound.contains("Fn") && output.is_some_and(is_future)
    };
    let inputs = signature.inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(typed) => Some((text(&typed.pat).replace("mut ", ""), text(&typed.ty))),
        syn::FnArg::Receiver(_) => None,
    });
    let returning = |ty: &String| bounds.iter().any(|(of, bound)| of == ty && returns_future(bound));
    inputs.filter(|(_, ty)| returning(ty)).map(|(name, _)| name).collect()
}

/// The names of all functions and methods of a file that are `async`.
pub fn async_names(source: &str) -> BTreeSet<String> {
    struct Names(BTreeSet<String>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_signature(&mut self, signature: &'ast syn::Signature) {
            if signature.asyncness.is_some() {
                self.0.insert(signature.ident.to_string());
            }
        }
    }
    let mut names = Names(BTreeSet::new());
    if let Ok(file) = syn::parse_file(source) {
        names.visit_file(&file);
    }
    names.0
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::hushed("async fn f(q: &Queue) {\n    let _ = q.put(1);\n}", Some(2))]
    #[case::awaited("async fn f(q: &Queue) { let _ = q.put(1).await; }", None)]
    #[case::no_future("async fn f(q: &Queue) { let _ = q.len(); }", None)]
    #[case::parameter(
        "async fn f<S, F>(step: S) where S: FnOnce(u64) -> F, F: Future<Output = ()> {\n    step(7);\n}",
        Some(2)
    )]
    #[case::parameter_awaited("async fn f<S: Fn() -> F, F: Future>(step: S) { step().await; }", None)]
    #[case::no_future_of_it("async fn f<S: Fn() -> F, F: Debug>(step: S) { step(); }", None)]
    #[case::last("async fn f<S: Fn() -> F, F: Future>(step: S) -> F { step() }", None)]
    fn a_future_that_is_dropped_at_once_is_seen(#[case] source: &str, #[case] line: Option<usize>) {
        let waits = async_names("impl Queue { pub async fn put(&self) {} pub fn len(&self) {} }");

        assert_eq!(unawaited(source, &waits), line);
    }
}
