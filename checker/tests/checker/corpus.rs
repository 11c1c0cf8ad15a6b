//! Grades the grader: what is right passes, however unlike the reference, and what is wrong gets the verdict it must get.
//!
//! A submission says in its first lines which part it is about and, if it is wrong, what is wrong and how the checker
//! must see it. Below stands that part; the others are the reference's.
//!
//! ```text
//! // part: Event
//! // mistake: a waiter that comes late waits for ever
//! // verdict: Stuck in event::a_late_waiter_passes_at_once
//! ```

use std::fs;

use checker::cargo::Cargo;
use checker::grade::{Selection, grade};
use checker::verdict::{Graded, Verdict};
use checker::workspace::Submission;

use crate::clone::{Clone, PATTERNS, course, original, with_part};

struct Entry {
    pattern: &'static str,
    name: String,
    source: String,
}

impl Entry {
    /// What its head says behind `// key: `.
    fn says(&self, key: &str) -> Option<&str> {
        let head = self.source.lines().take_while(|line| line.starts_with("//"));
        head.filter_map(|line| line.strip_prefix("// ")?.strip_prefix(key)?.strip_prefix(": ")).next()
    }

    /// What is wrong with its verdicts, if anything.
    fn complaint(&self, graded: &[Graded]) -> Option<String> {
        let first =
            graded.iter().find(|part| part.pattern == self.pattern && part.verdict != Verdict::Passed);
        let found = first.map_or("passed".to_owned(), |part| {
            let scenario = part.scenario.as_ref().map_or("the build", |scenario| &scenario.test);
            format!("{} in {scenario}", kind(&part.verdict))
        });
        let expected = match self.says("mistake") {
            Some(_) => self.says("verdict").unwrap_or("a line `// verdict: …` in its head"),
            None => "passed",
        };
        let in_its_part = first.is_none_or(|part| Some(part.part.as_str()) == self.says("part"));
        (found != expected || !in_its_part)
            .then(|| format!("{}: expected {expected}, found {found}", self.name))
    }
}

/// The verdict's name alone.
fn kind(verdict: &Verdict) -> String {
    let text = format!("{verdict:?}");
    text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

fn entries(pattern: &'static str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for kind in ["right", "wrong"] {
        let folder = format!("checker/tests/corpus/{pattern}/{kind}");
        for file in fs::read_dir(original().path(&folder)).expect("the corpus has both kinds") {
            let file = file.expect("it can be listed").path();
            let name = format!("{folder}/{}", file.file_name().expect("a file").to_string_lossy());
            let source = fs::read_to_string(&file).expect("a submission is text");
            entries.push(Entry { pattern, name, source });
        }
    }
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    entries
}

/// One entry of each pattern at a time: cargo then builds all five side by side.
#[test]
fn every_submission_gets_the_verdict_it_must_get() {
    let clone = Clone::fresh();
    let cargo = Cargo::open(&clone.workspace.root).expect("the manifests are whole");
    let course = course();
    let corpus = PATTERNS.map(entries);
    let rounds = corpus.iter().map(Vec::len).max().expect("there are patterns");

    let mut complaints = Vec::new();
    for round in 0..rounds {
        let submitted: Vec<&Entry> = corpus.iter().filter_map(|entries| entries.get(round)).collect();
        for entry in &submitted {
            let part = entry.says("part").unwrap_or_else(|| panic!("{} says no part", entry.name));
            clone.submit(entry.pattern, &with_part(entry.pattern, part, &entry.source));
        }
        let selection = Selection { pattern: None, part: None };
        let graded = grade(&clone.workspace, &cargo, &course, selection, Submission::Learner, |_| ());
        let graded = graded.expect("the course is whole");
        complaints.extend(submitted.iter().filter_map(|entry| entry.complaint(&graded)));
    }

    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn for_each_pattern_there_are_enough_of_both_kinds() {
    for pattern in PATTERNS {
        let entries = entries(pattern);
        let wrong = entries.iter().filter(|entry| entry.says("mistake").is_some()).count();

        assert!(wrong >= 5, "{pattern}: {wrong} wrong ones");
        assert!(entries.len() - wrong >= 3, "{pattern}: {} right ones", entries.len() - wrong);
    }
}
