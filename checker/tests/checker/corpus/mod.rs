//! Grades the grader: what is right passes, however unlike the reference, and what is wrong gets the verdict and the
//! diagnosis that it must get.
//!
//! A submission is the file of one part, as a learner would hand it in; or a folder with that file and others of the same
//! pattern, where a part extends a type and comes with its own. Every other part is the reference's. The first lines of the
//! file say which part it is and, if it is wrong, what is wrong and which misconception a teacher would name:
//!
//! ```text
//! // part: Event
//! // mistake: a waiter that comes late waits for ever
//! // diagnosis: event not sticky
//! ```
//!
//! The verdict and the scenario that shows it stand in `verdicts.txt`, one table for each pattern. `CORPUS=all CORPUS_BLESS=1`
//! writes them, as a renamed scenario or a new one makes necessary; the change is there to be read.
//!
//! Where two names are as good as each other, a line `// or: …` holds the other one; `// breaks: …` says which sentence of
//! the contract does not hold, and how one sees it. What asks the computer's clock says so with a line `// clock: …`: the
//! times in its report need not be the same each time, while verdict and name are.
//!
//! `cargo test` grades [`SHARE`](crate::entry::SHARE) of each kind of each part, once. Variables choose otherwise:
//!
//! - `CORPUS=all` grades all twice, the right ones in ten times as many schedules, as `.ci/run` does;
//!   `CORPUS=events/wrong/event_no` grades what has this in its path.
//! - `CORPUS_SHOW=1` shows the reports, with `--nocapture`.
//! - `CORPUS_REPEATS=50` grades everything so often, and wants the same reports each time.
//! - `CORPUS_TWICE=1` grades each entry as two, to see what a corpus of twice the size would take.

mod outcome;
mod verdicts;

use std::env;

use checker::cargo::Cargo;
use checker::course::Pattern;
use checker::dev;
use checker::given;
use checker::grade::{Prepared, Setting};
use checker::plan::Submitted;
use checker::shapes;

use crate::benches::on_benches;
use crate::clone::{course, original};
use crate::entry::{Entry, Wanted, entries, of_part, reference_sources};
use outcome::{Caught, Outcome};
use verdicts::Verdicts;

/// Whether the verdicts are to be written, not compared.
fn is_blessing() -> bool {
    env::var_os("CORPUS_BLESS").is_some() && is_whole()
}

/// Whether all entries are graded.
fn is_whole() -> bool {
    env::var("CORPUS").is_ok_and(|wanted| wanted == "all")
}

#[test]
fn every_submission_gets_the_verdict_it_must_get() {
    let workspace = original();
    let cargo = Cargo::open(&workspace.root).expect("the manifests are whole");
    let course = course();
    let setting = Setting { workspace: &workspace, cargo: &cargo, course };
    let wanted = Wanted::from_environment();
    let times = if env::var_os("CORPUS_TWICE").is_some() { 2 } else { 1 };
    let parts: Vec<(&Pattern, Vec<Entry>)> = course
        .iter()
        .flat_map(|pattern| pattern.parts.iter().map(move |part| (pattern, part)))
        .map(|(pattern, part)| (pattern, of_part(pattern, part, &wanted)))
        .collect();

    let outcomes: Vec<Outcome> = on_benches(setting, &parts, |bench, (pattern, entries)| {
        let (reference, verdicts) = (reference_sources(pattern), Verdicts::read(pattern));
        let outcome = |entry: &Entry| {
            let sources = entry.sources(pattern, &reference);
            let submitted = Submitted::from(&workspace, pattern, sources).expect("the course is whole");
            let part = &entry.part(pattern).name;
            let built = Prepared::on(bench, setting, &submitted, part).expect("the course is whole");
            entry.outcome(&built.trusting(), &verdicts)
        };
        entries.iter().flat_map(|entry| std::iter::repeat_n(entry, times)).map(outcome).collect()
    });

    let complaints: Vec<String> = outcomes.iter().filter_map(|outcome| outcome.complaint.clone()).collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), outcomes.len(), complaints.join("\n"));
    if is_blessing() {
        course.iter().for_each(|pattern| Verdicts::write(pattern, &outcomes));
    }
    tell(course, &outcomes);
}

/// Says how the wrong ones were caught, and wants nearly all of them to get the first name.
#[expect(clippy::print_stdout, reason = "figures for whoever asks with --nocapture")]
fn tell(course: &[Pattern], outcomes: &[Outcome]) {
    // Of a few nothing can be said.
    println!("{} submissions graded", outcomes.len());
    for Pattern { name: pattern, .. } in course {
        let caught = outcomes.iter().filter_map(|outcome| outcome.caught.as_ref());
        let caught: Vec<&Caught> = caught.filter(|caught| caught.pattern == *pattern).collect();
        let count = |is_so: fn(&Caught) -> bool| caught.iter().filter(|caught| is_so(caught)).count();
        let (wrong, first, named) =
            (caught.len(), count(|caught| caught.is_first), count(|caught| caught.is_named));
        let mut elsewhere: Vec<u64> =
            caught.iter().map(|caught| caught.seed).filter(|seed| *seed != 0).collect();
        elsewhere.sort_unstable();
        println!(
            "{pattern}: {wrong} wrong ones, {first} as expected first, {named} with a name, {} by the nominal \
             schedule, the others by {elsewhere:?}",
            wrong - elsewhere.len(),
        );
        if is_whole() {
            assert!(100 * first >= 95 * wrong, "{pattern}: only {first} of {wrong} as expected first");
            assert!(100 * named >= 85 * wrong, "{pattern}: only {named} of {wrong} have a name");
        }
    }
}

#[test]
fn what_is_right_has_the_signatures_that_are_given() {
    for pattern in course() {
        for entry in entries(pattern).iter().filter(|entry| !entry.is_wrong()) {
            let stub = dev::stub(&original(), entry.part(pattern)).expect("it has a stub");
            assert_eq!(given::changes(&stub, &entry.source), [], "{}", entry.name);
        }
    }
}

#[test]
fn of_what_is_right_nothing_is_told_about_threads() {
    for pattern in course() {
        let right = entries(pattern).into_iter().filter(|entry| !entry.is_wrong());
        let seen = right.filter_map(|entry| Some((shapes::on_threads(&entry.source)?, entry.name)));
        assert_eq!(seen.collect::<Vec<_>>(), [], "{}", pattern.name);
        for (file, text) in reference_sources(pattern).files() {
            let text = std::str::from_utf8(text).expect("it is text");
            assert_eq!(shapes::on_threads(text), None, "the reference of {file}");
        }
    }
}

#[test]
fn every_verdict_is_on_a_submission() {
    for pattern in course() {
        let entries = entries(pattern);
        let wrong = entries.iter().filter(|entry| entry.is_wrong()).map(Entry::short_name);
        let mut expected: Vec<&str> = wrong.collect();
        expected.sort_unstable();

        let verdicts = Verdicts::read(pattern);
        let named: Vec<&str> = verdicts.0.keys().map(String::as_str).collect();
        assert_eq!(named, expected, "verdicts.txt of {}", pattern.name);
    }
}

#[test]
fn for_each_part_there_are_both_kinds_and_enough_of_them_for_each_pattern() {
    for pattern in course() {
        let entries = entries(pattern);
        let wrong = entries.iter().filter(|entry| entry.is_wrong()).count();

        assert!(wrong >= 16, "{}: {wrong} wrong ones", pattern.name);
        assert!(entries.len() - wrong >= 8, "{}: {} right ones", pattern.name, entries.len() - wrong);
        for part in &pattern.parts {
            let kinds = |is_wrong| {
                entries.iter().any(|entry| entry.part(pattern) == part && entry.is_wrong() == is_wrong)
            };
            assert!(kinds(true) && kinds(false), "{} lacks right or wrong ones", part.path());
        }
    }
}
