//! Loops by their lines.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{ExprForLoop, ExprWhile};

/// The first line of the innermost loop that this line is in.
pub fn loop_around(source: &str, line: usize) -> Option<usize> {
    struct Loops {
        line: usize,
        innermost: Option<usize>,
    }
    impl Loops {
        fn look(&mut self, around: &impl Spanned) {
            let lines = around.span().start().line..=around.span().end().line;
            if lines.contains(&self.line) {
                // What is inside is visited behind what is around it.
                self.innermost = Some(*lines.start());
            }
        }
    }
    impl<'ast> Visit<'ast> for Loops {
        fn visit_expr_loop(&mut self, around: &'ast syn::ExprLoop) {
            self.look(around);
            visit::visit_expr_loop(self, around);
        }

        fn visit_expr_while(&mut self, around: &'ast ExprWhile) {
            self.look(around);
            visit::visit_expr_while(self, around);
        }

        fn visit_expr_for_loop(&mut self, around: &'ast ExprForLoop) {
            self.look(around);
            visit::visit_expr_for_loop(self, around);
        }
    }
    let mut loops = Loops { line, innermost: None };
    loops.visit_file(&syn::parse_file(source).ok()?);
    loops.innermost
}

/// Whether a semaphore is made anew again and again: in a loop, a closure or an `async` block.
pub fn makes_semaphores(source: &str) -> bool {
    #[derive(Default)]
    struct Finder {
        depth: usize,
        makes: bool,
    }
    impl Finder {
        fn inside(&mut self, visit: impl FnOnce(&mut Self)) {
            self.depth += 1;
            visit(self);
            self.depth -= 1;
        }
    }
    impl<'ast> Visit<'ast> for Finder {
        fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
            self.inside(|finder| visit::visit_expr_closure(finder, closure));
        }

        fn visit_expr_async(&mut self, block: &'ast syn::ExprAsync) {
            self.inside(|finder| visit::visit_expr_async(finder, block));
        }

        fn visit_expr_for_loop(&mut self, around: &'ast ExprForLoop) {
            self.inside(|finder| visit::visit_expr_for_loop(finder, around));
        }

        fn visit_path(&mut self, path: &'ast syn::Path) {
            let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.makes |= self.depth > 0 && names.ends_with(&["Semaphore".to_owned(), "new".to_owned()]);
        }
    }
    let mut finder = Finder::default();
    if let Ok(file) = syn::parse_file(source) {
        finder.visit_file(&file);
    }
    finder.makes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_semaphore_is_made_once_or_again_and_again() {
        assert!(makes_semaphores("async fn f() { g(u.map(|u| async move { Semaphore::new(3); })); }"));
        assert!(makes_semaphores("fn f() { for u in v { let s = Arc::new(Semaphore::new(3)); } }"));
        assert!(!makes_semaphores("async fn f() { let s = Semaphore::new(3); u.map(|u| s.acquire()); }"));
    }

    #[test]
    fn a_line_has_an_innermost_loop_or_none() {
        let source = "fn f() {\n    loop {\n        for a in b {\n            c();\n        }\n        d();\n    }\n}\n";
        let around = |line| loop_around(source, line);

        assert_eq!([1, 2, 3, 4, 6, 8].map(around), [None, Some(2), Some(3), Some(3), Some(2), None]);
    }
}
