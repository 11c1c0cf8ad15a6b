//! Shapes that go with a misconception, and are told only beside it.

use syn::visit::{self, Visit};
use syn::{Expr, ExprForLoop, Local, Macro, Pat};

use super::syntax::{called, calls, line_of, made_by, names};

/// What a line does that goes with a misconception. Lines are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `join!` begins with all of its futures at once.
    Joins(usize),
    /// It waits for the clock.
    Clock(usize),
    /// It awaits in a loop.
    AwaitsInLoop(usize),
    /// It maps to tasks, and nothing has asked for them yet.
    LazyTasks(usize),
    /// `let _ =` drops a permit at once.
    DropsAtOnce(usize),
    /// A guard that is made in the head of a `match`, an `if let` or a `while let` lives to its end.
    GuardInHead(usize),
}

impl Shape {
    /// The line.
    pub fn line(self) -> usize {
        let (Shape::Joins(line)
        | Shape::Clock(line)
        | Shape::AwaitsInLoop(line)
        | Shape::LazyTasks(line)
        | Shape::DropsAtOnce(line)
        | Shape::GuardInHead(line)) = self;
        line
    }
}

/// The shape that goes with a misconception, where a file has it.
pub fn behind(misconception: &str, source: &str) -> Option<Shape> {
    let file = syn::parse_file(source).ok()?;
    let mut found = Found::default();
    found.visit_file(&file);
    match misconception {
        "goes on without waiting" | "arrives too early" => found.joins.map(Shape::Joins),
        "time used instead of a signal" => found.clock.map(Shape::Clock),
        "one after the other" => found
            .lazy_tasks
            .map(Shape::LazyTasks)
            .or_else(|| found.guard_in_head.map(Shape::GuardInHead))
            .or_else(|| found.await_in_loop.map(Shape::AwaitsInLoop)),
        "guard held too long" | "deadlock" | "shared too widely" | "blocking the thread" => {
            found.guard_in_head.map(Shape::GuardInHead)
        }
        "permit dropped before the work" => found.drops_at_once.map(Shape::DropsAtOnce),
        _ => None,
    }
}

/// The first line of each shape.
#[derive(Default)]
struct Found {
    joins: Option<usize>,
    clock: Option<usize>,
    await_in_loop: Option<usize>,
    lazy_tasks: Option<usize>,
    drops_at_once: Option<usize>,
    guard_in_head: Option<usize>,
    /// So many loops are around what is visited.
    loops: usize,
}

impl Found {
    /// A guard without a name in the head of a `match`, `if let` or `while let`.
    fn look_at_head(&mut self, head: &Expr) {
        let guards = ["lock", "read", "write"];
        let made = calls(head).into_iter().find(|call| guards.contains(&call.method.as_str()));
        if let Some(made) = made {
            self.guard_in_head.get_or_insert(made.line);
        }
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_macro(&mut self, call: &'ast Macro) {
        if call.path.segments.last().is_some_and(|last| last.ident == "join") {
            self.joins.get_or_insert(line_of(call));
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let name = called(&call.func);
        if ["sleep", "sleep_until", "interval", "timeout", "timeout_at"].contains(&name.as_str()) {
            self.clock.get_or_insert(line_of(call));
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_for_loop(&mut self, round: &'ast ExprForLoop) {
        self.visit_expr(&round.expr);
        self.loops += 1;
        self.visit_block(&round.body);
        self.loops -= 1;
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        self.look_at_head(&choice.expr);
        visit::visit_expr_match(self, choice);
    }

    fn visit_expr_let(&mut self, pattern: &'ast syn::ExprLet) {
        self.look_at_head(&pattern.expr);
        visit::visit_expr_let(self, pattern);
    }

    fn visit_expr_await(&mut self, awaited: &'ast syn::ExprAwait) {
        if self.loops > 0 {
            self.await_in_loop.get_or_insert(awaited.await_token.span.start().line);
        }
        visit::visit_expr_await(self, awaited);
    }

    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = &local.init {
            let made = made_by(&init.expr);
            if let Expr::MethodCall(call) = made
                && call.method == "map"
                && names(&call.args).contains("spawn")
            {
                self.lazy_tasks.get_or_insert(call.method.span().start().line);
            }
            if matches!(local.pat, Pat::Wild(_))
                && names(&init.expr).iter().any(|name| name.contains("acquire"))
            {
                self.drops_at_once.get_or_insert(line_of(local));
            }
        }
        visit::visit_local(self, local);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::joins(
        "goes on without waiting",
        "async fn f() {\n    tokio::join!(a, b);\n}",
        Some(Shape::Joins(2))
    )]
    #[case::other_name("stale check", "async fn f() {\n    tokio::join!(a, b);\n}", None)]
    #[case::clock(
        "time used instead of a signal",
        "async fn f() {\n    loop {\n        tokio::time::sleep(d).await;\n    }\n}",
        Some(Shape::Clock(3))
    )]
    #[case::no_clock("time used instead of a signal", "async fn f() { g().await }", None)]
    #[case::in_a_loop(
        "one after the other",
        "async fn f() {\n    g().await;\n    for x in y {\n        x.await;\n    }\n}",
        Some(Shape::AwaitsInLoop(4))
    )]
    #[case::what_is_looped_over("one after the other", "async fn f() { for x in g().await { h(x) } }", None)]
    #[case::lazy(
        "one after the other",
        "async fn f() {\n    let h = v.into_iter().map(tokio::spawn);\n    for x in h { x.await; }\n}",
        Some(Shape::LazyTasks(2))
    )]
    #[case::lazy_closure(
        "one after the other",
        "async fn f() {\n    let h = v\n        .map(|w| tokio::spawn(w));\n}",
        Some(Shape::LazyTasks(3))
    )]
    #[case::collected(
        "one after the other",
        "async fn f() { let h: Vec<_> = v.map(tokio::spawn).collect(); }",
        None
    )]
    #[case::at_once(
        "permit dropped before the work",
        "async fn f() {\n    let _ = s.acquire().await;\n}",
        Some(Shape::DropsAtOnce(2))
    )]
    #[case::kept("permit dropped before the work", "async fn f() { let _permit = s.acquire().await; }", None)]
    #[case::in_a_head(
        "deadlock",
        "async fn f() {\n    match *l.lock().await {\n        _ => g(),\n    }\n}",
        Some(Shape::GuardInHead(2))
    )]
    #[case::in_a_while_let(
        "one after the other",
        "async fn f() {\n    while let Some(x) = r.lock().await.recv().await {\n        h(x).await;\n    }\n}",
        Some(Shape::GuardInHead(2))
    )]
    #[case::named_before("deadlock", "async fn f() { let g = l.lock().await; match *g { _ => h() } }", None)]
    #[case::no_code("permit dropped before the work", "async fn f( {", None)]
    fn a_shape_goes_with_its_misconception(
        #[case] name: &str,
        #[case] source: &str,
        #[case] shape: Option<Shape>,
    ) {
        assert_eq!(behind(name, source), shape);
    }
}
