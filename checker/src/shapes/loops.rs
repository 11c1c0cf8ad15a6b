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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_an_innermost_loop_or_none() {
        let source = "fn f() {\n    loop {\n        for a in b {\n            c();\n        }\n        d();\n    }\n}\n";
        let around = |line| loop_around(source, line);

        assert_eq!([1, 2, 3, 4, 6, 8].map(around), [None, Some(2), Some(3), Some(3), Some(2), None]);
    }
}
