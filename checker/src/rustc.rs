//! What `rustc` says: its messages, as JSON (rustc book, "JSON Output").

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::course::{Part, Pattern};
use crate::process::End;
use crate::report::words;

/// How the functions are called that ask for more than was written; see `probe`.
pub const PROBE: &str = "asks_whether_it_is_sent";

/// What one start of `rustc` came to.
#[derive(Debug)]
pub struct Said {
    /// Whether something was compiled.
    pub succeeded: bool,
    /// Why not.
    pub errors: Vec<Diagnostic>,
    /// What it warns of.
    pub warnings: Vec<Diagnostic>,
}

/// One message of the compiler: an error or a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic(Value);

/// A place that a message points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Relative to the root, with `/`: where a macro is called, not where it is defined.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// Whether the message is about this place; the others explain it.
    pub is_primary: bool,
    /// What is said beside it.
    pub label: String,
    /// What stands there in the code.
    pub code: String,
    /// The text of its first line.
    pub text: String,
    /// What rustc proposes in its place: from which byte of the file to which, and the text.
    pub replaced: Option<(usize, usize, String)>,
}

impl Said {
    /// From what it printed.
    pub fn from(output: &str, end: End) -> Self {
        let mut said = Said { succeeded: end == End::Exited(Some(0)), errors: vec![], warnings: vec![] };
        let mut rest = String::new();
        for line in output.lines() {
            let Ok(message) = serde_json::from_str(line).map(Diagnostic) else {
                rest.push_str(line);
                rest.push('\n');
                continue;
            };
            match message.0["level"].as_str() {
                Some("error") if !message.rendered().contains("aborting due to") => said.errors.push(message),
                Some("warning") if !message.spans().is_empty() => said.warnings.push(message),
                _ => {}
            }
        }
        if !said.succeeded && said.errors.is_empty() {
            said.errors.push(Diagnostic::error(match end {
                End::TimedOut => words::RUSTC_TIMED_OUT,
                _ => &rest,
            }));
        }
        said
    }

    /// The errors by the part that they are about: in its file, or in the line of the map that names it.
    pub fn by_part(&self, pattern: &Pattern, folder: &str) -> BTreeMap<String, Vec<Diagnostic>> {
        let mut by_part: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for error in &self.errors {
            if let Some(part) = error.part(pattern, folder) {
                by_part.entry(part.name.clone()).or_default().push(error.clone());
            }
        }
        by_part
    }
}

impl Diagnostic {
    /// An error without a place, and with no other words than these.
    pub fn error(text: &str) -> Self {
        Diagnostic(json!({"level": "error", "message": text, "rendered": text, "spans": [], "children": []}))
    }

    /// As it was noted.
    pub fn all_of(noted: &Value) -> Option<Vec<Self>> {
        Some(noted.as_array()?.iter().cloned().map(Diagnostic).collect())
    }

    /// As it is noted.
    pub fn json(&self) -> &Value {
        &self.0
    }

    /// Its code, such as `E0277` or `unused_must_use`; empty if it has none.
    pub fn code(&self) -> &str {
        self.0["code"]["code"].as_str().unwrap_or_default()
    }

    /// What it says in one line.
    pub fn message(&self) -> &str {
        self.0["message"].as_str().unwrap_or_default()
    }

    /// As rustc prints it, with colors.
    pub fn rendered(&self) -> &str {
        self.0["rendered"].as_str().unwrap_or_default()
    }

    /// As rustc prints it, if it is about this file; else what it says in one line, and what it shows of this file.
    ///
    /// An error that stands in a test shows much of that test, and of tokio, before it comes to what it is about.
    pub fn without_others_code(&self, file: &str) -> String {
        let is_here = |place: &Span| place.file == file && !place.text.contains(PROBE);
        if self.place().is_some_and(|place| is_here(&place)) {
            return self.rendered().to_owned();
        }
        let mut shown = vec![format!("error: {}", self.message())];
        for child in self.children() {
            let spans: Vec<Span> = child.spans().into_iter().filter(|place| is_here(place)).collect();
            if spans.is_empty() && child.spans().is_empty() && child.0["level"] == "help" {
                shown.push(format!("  = help: {}", child.message()));
            }
            if !spans.is_empty() {
                shown.push(format!("note: {}", child.message()));
            }
            let width = spans.iter().map(|span| span.line.to_string().len()).max().unwrap_or(0);
            for Span { line, text, label, .. } in spans {
                shown.push(format!("{line:>width$} | {text}"));
                if !label.is_empty() {
                    let indent = text.len() - text.trim_start().len();
                    shown.push(format!("{:>width$} | {:indent$}^ {label}", "", ""));
                }
            }
        }
        shown.join("\n") + "\n"
    }

    /// The notes and helps below it.
    pub fn children(&self) -> impl Iterator<Item = Diagnostic> {
        self.0["children"].as_array().into_iter().flatten().cloned().map(Diagnostic)
    }

    /// The places that it points at.
    pub fn spans(&self) -> Vec<Span> {
        self.0["spans"].as_array().into_iter().flatten().filter_map(Span::of).collect()
    }

    /// The place that it is about.
    pub fn place(&self) -> Option<Span> {
        self.spans().into_iter().find(|span| span.is_primary)
    }

    /// Whether it, or what stands below it, says this.
    pub fn says(&self, words: &str) -> bool {
        self.message().contains(words) || self.children().any(|child| child.message().contains(words))
    }

    /// rustc's warning about a future that is dropped on the spot: the `.await` that is easiest to forget.
    pub fn is_unawaited(&self) -> bool {
        self.code() == "unused_must_use" && self.says("futures do nothing unless")
    }

    fn part<'a>(&self, pattern: &'a Pattern, folder: &str) -> Option<&'a Part> {
        let place = self.place()?;
        let file = place.file.strip_prefix(folder)?.strip_prefix('/')?;
        pattern.part_in(file).or_else(|| {
            // `pub use event::Event;`, or `mod event;`.
            let words = place.text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
            let mut named = words.filter(|word| !["pub", "use", "mod", ""].contains(word));
            let module = named.next()?;
            pattern.parts.iter().find(|part| part.module() == module)
        })
    }
}

impl Span {
    fn of(span: &Value) -> Option<Self> {
        let mut code = span;
        while !code["expansion"].is_null() {
            code = &code["expansion"]["span"];
        }
        let number = |value: &Value| usize::try_from(value.as_u64()?).ok();
        let line = &code["text"][0];
        let text = line["text"].as_str().unwrap_or_default();
        let columns = (number(&line["highlight_start"]), number(&line["highlight_end"]));
        let marked = match columns {
            (Some(from), Some(to)) => {
                text.chars().take(to.saturating_sub(1)).skip(from.saturating_sub(1)).collect()
            }
            _ => String::new(),
        };
        Some(Span {
            file: code["file_name"].as_str()?.replace('\\', "/"),
            line: number(&code["line_start"])?,
            is_primary: span["is_primary"] == true,
            label: span["label"].as_str().unwrap_or_default().to_owned(),
            code: marked,
            text: text.to_owned(),
            replaced: span["suggested_replacement"].as_str().and_then(|text| {
                Some((number(&span["byte_start"])?, number(&span["byte_end"])?, text.to_owned()))
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_in_a_macro_is_where_the_macro_is_called() {
        let span = json!({"is_primary": true, "file_name": "macros.rs", "line_start": 1, "text": [],
            "expansion": {"span": {"file_name": "src\\event.rs", "line_start": 7, "expansion": null,
                "text": [{"text": "let a = x!();", "highlight_start": 9, "highlight_end": 13}]}}});

        let span = Span::of(&span).expect("it is a span");

        assert_eq!((span.file.as_str(), span.line, span.is_primary), ("src/event.rs", 7, true));
        assert_eq!((span.code.as_str(), span.text.as_str()), ("x!()", "let a = x!();"));
    }

    #[test]
    fn what_is_no_message_is_shown_when_nothing_was_compiled() {
        let said = Said::from("no such linker\n{\"level\": \"note\"}\n", End::Exited(Some(1)));

        assert_eq!(said.errors, [Diagnostic::error("no such linker\n")]);
        assert_eq!(Said::from("hm\n", End::Exited(Some(0))).errors, []);
    }
}
