//! The tables of verdicts, `verdicts.txt`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use checker::course::Pattern;

use super::outcome::Outcome;
use crate::clone::original;
use crate::entry::{Entry, short};

/// The verdicts on the wrong ones of a pattern, with the scenario that shows each: a line for each, by name.
pub(super) struct Verdicts(pub(super) BTreeMap<String, String>);

impl Verdicts {
    pub(super) fn file(pattern: &Pattern) -> PathBuf {
        original().path(&format!("checker/tests/corpus/{}/verdicts.txt", pattern.name))
    }

    pub(super) fn read(pattern: &Pattern) -> Self {
        let text = fs::read_to_string(Verdicts::file(pattern)).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        Verdicts(lines.map(|(name, verdict)| (name.to_owned(), verdict.trim().to_owned())).collect())
    }

    pub(super) fn of(&self, entry: &Entry) -> Option<&str> {
        self.0.get(entry.short_name()).map(String::as_str)
    }

    pub(super) fn write(pattern: &Pattern, outcomes: &[Outcome]) {
        let caught = outcomes.iter().filter_map(|outcome| Some((outcome, outcome.caught.as_ref()?)));
        let of_pattern = caught.filter(|(_, caught)| caught.pattern == pattern.name);
        let rows: BTreeMap<&str, &str> =
            of_pattern.map(|(outcome, caught)| (short(&outcome.name), caught.seen.as_str())).collect();
        let width = rows.keys().map(|name| name.len()).max().unwrap_or(0);
        let text: String = rows.iter().map(|(name, seen)| format!("{name:<width$}  {seen}\n")).collect();
        fs::write(Verdicts::file(pattern), text).expect("it can be written");
    }
}
