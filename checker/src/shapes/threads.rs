//! What is right only as long as nobody comes between two lines.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprIf, ExprWhile, ImplItemFn, ItemFn, Local, Stmt};

use super::syntax::{Call, calls, calls_in, calls_in_statement, line_of, names};

/// Something that is right only as long as nobody comes between two lines. Lines are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnThreads {
    /// It looks in the first line, and only in the second it begins to wait for `notify_waiters`.
    LooksThenListens(usize, usize),
    /// It looks under a lock, or at an atomic, in the first line, and changes that in the second, when the lock was free in
    /// between.
    LooksThenChanges(usize, usize),
    /// It looks under one lock in the first line, and writes itself down under another in the second.
    LooksThenEnters(usize, usize),
    /// It lets the next one in in the first line, and gives back in the second what that one needs.
    LetsInThenGivesBack(usize, usize),
}

/// What a file that passes would do wrong on two threads.
pub fn on_threads(source: &str) -> Option<OnThreads> {
    let file = syn::parse_file(source).ok()?;
    let mut functions = Functions::default();
    functions.visit_file(&file);
    let bodies = &functions.bodies;
    let looks = functions.looks();
    let wakes_all = names(&file).contains("notify_waiters");
    bodies.iter().find_map(|body| {
        let listens = if wakes_all { looks_then_listens(body) } else { None };
        listens
            .or_else(|| looks_then_changes(body, &looks))
            .or_else(|| looks_then_enters(body, bodies, &looks))
            .or_else(|| lets_in_then_gives_back(body))
    })
}

#[derive(Default)]
struct Functions<'ast> {
    bodies: Vec<&'ast Block>,
    methods: Vec<(String, &'ast Block)>,
}

impl Functions<'_> {
    /// What methods of one statement look at, by their names: `self.state.lock()` of `fn len(&self)`.
    fn looks(&self) -> Looks {
        let short = self.methods.iter().filter(|(_, body)| body.stmts.len() == 1);
        let looks = short.map(|(name, body)| {
            let mut looks = calls_in(body);
            looks.retain(|call| {
                ["lock", "load"].contains(&call.method.as_str()) && call.on.starts_with("self.")
            });
            (name.clone(), looks)
        });
        looks.collect()
    }
}

type Looks = BTreeMap<String, Vec<Call>>;

/// The calls in a condition, with what the methods of `self` look at in it.
fn looked_at(condition: &Expr, looks: &Looks) -> Vec<Call> {
    let calls = calls(condition);
    let own = calls.iter().filter(|call| call.on == "self");
    let through: Vec<Call> = own
        .flat_map(|call| looks.get(&call.method).into_iter().flatten().map(|look| (call.line, look)))
        .map(|(line, look)| Call { line, ..look.clone() })
        .collect();
    [calls, through].concat()
}

impl<'ast> Visit<'ast> for Functions<'ast> {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.bodies.push(&function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.bodies.push(&function.block);
        self.methods.push((function.sig.ident.to_string(), &function.block));
        visit::visit_impl_item_fn(self, function);
    }
}

/// `if !set { notify.notified().await }`, or a loop that looks and then listens.
fn looks_then_listens(body: &Block) -> Option<OnThreads> {
    #[derive(Default)]
    struct Finder {
        looks: Option<usize>,
        listens: Option<usize>,
        is_ready: bool,
    }
    impl<'ast> Visit<'ast> for Finder {
        fn visit_expr_if(&mut self, branch: &'ast ExprIf) {
            self.looks.get_or_insert(line_of(&branch.cond));
            visit::visit_expr_if(self, branch);
        }

        fn visit_expr_while(&mut self, round: &'ast ExprWhile) {
            self.looks.get_or_insert(line_of(&round.cond));
            visit::visit_expr_while(self, round);
        }

        fn visit_expr_await(&mut self, awaited: &'ast syn::ExprAwait) {
            if let Expr::MethodCall(call) = &*awaited.base
                && call.method == "notified"
                && self.looks.is_some()
            {
                self.listens.get_or_insert(call.method.span().start().line);
            }
            visit::visit_expr_await(self, awaited);
        }

        fn visit_local(&mut self, local: &'ast Local) {
            // One that is made before it looks is in time.
            self.is_ready |= local.init.as_ref().is_some_and(|init| names(&init.expr).contains("notified"));
            visit::visit_local(self, local);
        }
    }
    let mut finder = Finder::default();
    finder.visit_block(body);
    let (looks, listens) = (finder.looks?, finder.listens?);
    (!finder.is_ready).then_some(OnThreads::LooksThenListens(looks, listens))
}

/// `if lock.len() < n { lock.push(x) }`: a lock that is taken twice, or an atomic that is read and then written.
fn looks_then_changes(body: &Block, looks: &Looks) -> Option<OnThreads> {
    struct Finder<'a>(Option<OnThreads>, &'a Looks);
    impl Finder<'_> {
        fn look(&mut self, condition: &Expr, then: &Block) {
            if matches!(condition, Expr::Let(_)) {
                return;
            }
            let (looked, done) = (looked_at(condition, self.1), calls_in(then));
            let of = |name: &'static str| looked.iter().filter(move |call| call.method == name);
            for look in of("lock") {
                let again = done.iter().find(|call| call.method == "lock" && call.on == look.on);
                if let Some(again) = again {
                    self.0.get_or_insert(OnThreads::LooksThenChanges(look.line, again.line));
                }
            }
            let locks = done.iter().any(|call| call.method == "lock");
            for look in of("load") {
                let writes = ["store", "fetch_add", "fetch_sub"];
                let write =
                    done.iter().find(|call| writes.contains(&call.method.as_str()) && call.on == look.on);
                if let (false, Some(write)) = (locks, write) {
                    self.0.get_or_insert(OnThreads::LooksThenChanges(look.line, write.line));
                }
            }
        }
    }
    impl<'ast> Visit<'ast> for Finder<'_> {
        fn visit_expr_if(&mut self, branch: &'ast ExprIf) {
            self.look(&branch.cond, &branch.then_branch);
            visit::visit_expr_if(self, branch);
        }

        fn visit_expr_while(&mut self, round: &'ast ExprWhile) {
            self.look(&round.cond, &round.body);
            visit::visit_expr_while(self, round);
        }
    }
    let mut finder = Finder(None, looks);
    finder.visit_block(body);
    finder.0
}

/// `if *flag.lock() { return }`, then `list.lock().push(me)`, while another function writes that flag and empties that list.
fn looks_then_enters(body: &Block, bodies: &[&Block], looks: &Looks) -> Option<OnThreads> {
    let mut looked: Option<Call> = None;
    for statement in &body.stmts {
        if let Stmt::Expr(Expr::If(branch), _) = statement
            && names(&branch.then_branch).contains("return")
            && let Some(look) = looked_at(&branch.cond, looks).into_iter().find(|call| call.method == "lock")
        {
            looked.get_or_insert(look);
            continue;
        }
        let Some(look) = &looked else { continue };
        let text = statement.to_token_stream().to_string();
        let enters = ["push", "push_back", "insert"].iter().any(|add| text.contains(&format!(". {add} (")));
        let calls = calls_in_statement(statement);
        let entered = calls.iter().find(|call| call.method == "lock" && call.on != look.on);
        if let (true, Some(entered)) = (enters, entered) {
            let takes_both = |other: &&&Block| {
                let taken = calls_in(other);
                let takes = |on: &str| taken.iter().any(|call| call.method == "lock" && call.on == on);
                !std::ptr::eq(**other, body) && takes(&look.on) && takes(&entered.on)
            };
            bodies.iter().find(takes_both)?;
            return Some(OnThreads::LooksThenEnters(look.line, entered.line));
        }
    }
    None
}

/// `add_permits`, and only then a `push`, under a lock that was free until then.
fn lets_in_then_gives_back(body: &Block) -> Option<OnThreads> {
    let calls = calls_in(body);
    let at = calls.iter().position(|call| call.method == "add_permits")?;
    let gives = ["push", "push_back"];
    let back = calls[at + 1..].iter().find(|call| gives.contains(&call.method.as_str()))?;
    let locks = |calls: &[Call]| calls.iter().any(|call| call.method == "lock");
    let is_free = !locks(&calls[..at]) && locks(&calls[at + 1..]);
    (is_free && calls[at].line < back.line).then(|| OnThreads::LetsInThenGivesBack(calls[at].line, back.line))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::listens(
        "fn set() { n.notify_waiters() }\nasync fn wait() {\n    if !set.load(S) {\n        n.notified().await;\n    }\n}",
        Some(OnThreads::LooksThenListens(3, 4))
    )]
    #[case::listens_in_a_loop(
        "fn set() { n.notify_waiters() }\nasync fn wait() {\n    while !is_set() {\n        n.notified().await;\n    }\n}",
        Some(OnThreads::LooksThenListens(3, 4))
    )]
    #[case::listens_first(
        "fn set() { n.notify_waiters() }\nasync fn wait() { let l = n.notified(); if !is_set() { l.await } }",
        None
    )]
    #[case::a_permit_is_kept(
        "fn set() { n.notify_one() }\nasync fn wait() { if !is_set() { n.notified().await } }",
        None
    )]
    #[case::changes(
        "fn put() {\n    if self.items.lock().unwrap().len() < 3 {\n        self.items.lock().unwrap().push(x);\n    }\n}",
        Some(OnThreads::LooksThenChanges(2, 3))
    )]
    #[case::by_a_method(
        "impl Q {\n    fn len(&self) -> usize { self.items.lock().unwrap().len() }\n    fn put(&self) {\n        if self.len() < 3 {\n            self.items.lock().unwrap().push(x);\n        }\n    }\n}",
        Some(OnThreads::LooksThenChanges(4, 5))
    )]
    #[case::under_one_lock(
        "fn put() { let mut i = self.items.lock().unwrap(); if i.len() < 3 { i.push(x); } }",
        None
    )]
    #[case::two_locks(
        "fn put() { if self.open.lock().unwrap().is_on() { self.items.lock().unwrap().push(x); } }",
        None
    )]
    #[case::atomic(
        "fn put() {\n    if self.n.load(S) < 3 {\n        self.n.fetch_add(1, S);\n    }\n}",
        Some(OnThreads::LooksThenChanges(2, 3))
    )]
    #[case::atomic_under_a_lock(
        "fn put() { if self.n.load(S) < 3 { let _g = l.lock(); self.n.fetch_add(1, S); } }",
        None
    )]
    #[case::enters(
        "fn set() { *self.on.lock().unwrap() = true; self.list.lock().unwrap().drain(..); }\nasync fn wait() {\n    if *self.on.lock().unwrap() {\n        return;\n    }\n    self.list.lock().unwrap().push(tx);\n}",
        Some(OnThreads::LooksThenEnters(3, 6))
    )]
    #[case::nobody_takes_both(
        "fn set() { *self.on.lock().unwrap() = true; }\nasync fn wait() { if *self.on.lock().unwrap() { return; } self.list.lock().unwrap().push(tx); }",
        None
    )]
    #[case::gives_back(
        "fn drop(&mut self) {\n    self.s.add_permits(1);\n    self.idle.lock().unwrap().push(r);\n}",
        Some(OnThreads::LetsInThenGivesBack(2, 3))
    )]
    #[case::gives_back_first(
        "fn drop(&mut self) {\n    self.idle.lock().unwrap().push(r);\n    self.s.add_permits(1);\n}",
        None
    )]
    #[case::under_the_lock(
        "fn put(&self) {\n    let mut i = self.idle.lock().unwrap();\n    self.s.add_permits(1);\n    i.push(r);\n}",
        None
    )]
    fn what_is_right_on_one_thread_only_is_seen(#[case] source: &str, #[case] found: Option<OnThreads>) {
        assert_eq!(on_threads(source), found);
    }
}
