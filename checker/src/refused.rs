//! From what rustc refuses to a verdict: a signature that was changed comes first, then a cause that is known, then rustc's
//! own words. Pure: no file, no compiler.

use crate::cause::{self, Code};
use crate::given::{self, Change};
use crate::rustc::Diagnostic;
use crate::verdict::{Extent, Place, Verdict};

/// The file of a part, beside what is given of it.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// Relative to the root, with `/`.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The stub.
    pub stub: &'a str,
}

impl Written<'_> {
    /// The verdict on a signature that breaks the contract, whether it compiles or not.
    pub fn changed(&self) -> Option<Verdict> {
        let change = given::changes(self.stub, self.text).into_iter().find(Change::is_certain)?;
        Some(Verdict::SignatureChanged { change, error: None })
    }

    /// The verdict on what does not compile, with these errors.
    pub fn refused(&self, errors: &[Diagnostic], extent: Extent) -> Verdict {
        let known = cause::of(errors, Code { file: self.file, text: self.text });
        let shown = known.as_ref().map_or(errors.first(), |(error, _)| Some(*error));
        let error = shown.map(|error| match &known {
            Some(_) => error.without_others_code(self.file),
            None => error.rendered().to_owned(),
        });
        let error = error.unwrap_or_default();
        if let Some(change) = given::changes(self.stub, self.text).into_iter().next() {
            return Verdict::SignatureChanged { change, error: Some(error) };
        }
        let place = shown.and_then(Diagnostic::place).map(|span| Place { file: span.file, line: span.line });
        Verdict::NotBuilt {
            error,
            more: errors.len().saturating_sub(1),
            place,
            extent,
            given: shown.and_then(|error| self.given_in_help_of(error)),
            cause: known.map(|(_, cause)| cause),
        }
    }

    /// The item whose signature would be another one if one did what rustc proposes.
    fn given_in_help_of(&self, error: &Diagnostic) -> Option<String> {
        error.children().find_map(|child| {
            let spans = child.spans().into_iter().filter(|span| span.file == self.file);
            let mut parts: Vec<_> = spans.filter_map(|span| span.replaced).collect();
            // From behind, so that those in front stay where they are.
            parts.sort_by_key(|(from, ..)| std::cmp::Reverse(*from));
            let mut text = self.text.to_owned();
            for (from, to, instead) in &parts {
                text.get(*from..*to)?;
                text.replace_range(*from..*to, instead);
            }
            let change = given::changes(self.stub, &text).into_iter().next()?;
            Some(change.item)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STUB: &str = "pub async fn run<W: Future>(work: W) -> W::Output {\n    todo!()\n}\n";

    fn written(text: &str) -> Written<'_> {
        Written { file: "run.rs", text, stub: STUB }
    }

    /// An error with a help that puts `instead` at `at`.
    fn help(at: usize, instead: &str) -> Diagnostic {
        let span = serde_json::json!({"is_primary": true, "file_name": "run.rs", "line_start": 1, "byte_start": at, "byte_end": at,
            "suggested_replacement": instead, "text": []});
        let child = serde_json::json!({"level": "help", "message": "do it", "spans": [span]});
        let error = serde_json::json!([{"level": "error", "message": "no", "rendered": "no", "spans": [], "children": [child]}]);
        Diagnostic::all_of(&error).expect("it is an array").remove(0)
    }

    #[test]
    fn a_help_that_would_change_what_is_given_is_told() {
        let text = STUB.replace("todo!()", "spawn(work)");
        let at = |words: &str| text.find(words).expect("it is there") + words.len();
        let given =
            |error: &Diagnostic| match written(&text).refused(std::slice::from_ref(error), Extent::Part) {
                Verdict::NotBuilt { given, .. } => given,
                other => panic!("{other:?}"),
            };

        assert_eq!(given(&help(at("W: Future"), " + Send")).as_deref(), Some("run"));
        assert_eq!(given(&help(at("run<W: Future>("), "mut ")), None, "that changes nothing for a caller");
        assert_eq!(given(&help(at("spawn(work)"), ".await")), None);
        assert_eq!(given(&help(9999, "x")), None);
    }

    #[test]
    fn a_signature_that_is_another_one_comes_before_what_rustc_says() {
        let text = STUB.replace("-> W::Output", "-> W");
        let errors = [Diagnostic::error("no")];

        assert_eq!(written(&text).changed(), None, "it may be the same in other words");
        let refused = written(&text).refused(&errors, Extent::Part);
        assert!(matches!(&refused, Verdict::SignatureChanged { error: Some(said), .. } if said == "no"));
        assert!(written(&STUB.replace("W: Future", "W: Future + Send")).changed().is_some());
    }
}
