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

    /// The item whose signature rustc proposes to change.
    fn given_in_help_of(&self, error: &Diagnostic) -> Option<String> {
        let helps = error.children().filter(|child| child.spans().iter().any(|span| span.is_to_replace));
        let lines = helps.flat_map(|help| help.spans()).filter(|span| span.file == self.file);
        lines.map(|span| span.line).find_map(|line| given::item_in(self.stub, self.text, line))
    }
}
