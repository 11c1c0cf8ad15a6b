//! What a beginner is told: first attempts as people write them who come from asyncio, and the words that answer each.
//!
//! An attempt is laid out as an entry of the corpus is. Its head says what was written, and the sentence that would lead its
//! author to the cause; the answer must do that, though not in these words:
//!
//! ```text
//! // part: Event
//! // wrote: a plain `bool`, changed through `&self`
//! // cause: many tasks share the event, so the flag needs a type that can be changed through `&self`
//! ```
//!
//! `// unwritten: Queue, produce` leaves other parts as their stubs. The answers stand in `says.txt`, one file for each pattern: what
//! stands above the first picture, and the ways on that lead to the cause. `ATTEMPTS=all ATTEMPTS_BLESS=1` writes them, as a
//! sentence that reads better makes necessary; the change is there to be read.
//!
//! `cargo test` answers one attempt in [`SHARE`]; `ATTEMPTS=all` answers all, as `.ci/run` does, and
//! `ATTEMPTS=events/event_refcell` those with this in their path. `ATTEMPTS_SHOW=1` shows the reports, with `--nocapture`.

use std::collections::BTreeMap;
use std::{env, fs};

use checker::attempt::Schedules;
use checker::cargo::Cargo;
use checker::course::Pattern;
use checker::dev;
use checker::grade::{Memory, Prepared, Setting};
use checker::plan::Submitted;
use checker::report::{Reader, report};
use checker::workspace::Submission;

use crate::benches::on_benches;
use crate::clone::{course, original};
use crate::entry::{Entry, attempts, reference_sources};

/// One in so many is answered by `cargo test`.
const SHARE: usize = 80;

#[test]
fn every_first_attempt_is_answered_as_it_must_be() {
    let workspace = original();
    let cargo = Cargo::open(&workspace.root).expect("the manifests are whole");
    let setting = Setting { workspace: &workspace, cargo: &cargo, course: course() };
    let wanted = env::var("ATTEMPTS").ok();
    let is_whole = wanted.as_deref() == Some("all");
    let is_wanted = |(place, entry): &(usize, Entry)| match wanted.as_deref() {
        None => place % SHARE == 0,
        Some("all") => true,
        Some(path) => entry.name.contains(path),
    };
    let wanted: Vec<(&Pattern, Vec<Entry>)> = course()
        .iter()
        .map(|pattern| {
            let entries = attempts(pattern).into_iter().enumerate().filter(is_wanted);
            (pattern, entries.map(|(_, entry)| entry).collect())
        })
        .collect();
    let chunks: Vec<(&Pattern, &[Entry])> = wanted
        .iter()
        .flat_map(|(pattern, entries)| entries.chunks(8).map(move |chunk| (*pattern, chunk)))
        .collect();

    let answers: BTreeMap<String, String> = on_benches(setting, &chunks, |bench, (pattern, entries)| {
        let reference = reference_sources(pattern);
        let answer = |entry: &Entry| {
            let mut sources = entry.sources(pattern, &reference);
            for unwritten in entry.says("unwritten").into_iter().flat_map(|names| names.split(", ")) {
                let part = pattern.part(unwritten).expect("it is a part");
                sources.put(&part.file, dev::stub(&original(), part).expect("it has a stub"));
            }
            let submitted = Submitted::from(&workspace, pattern, sources).expect("the course is whole");
            let part = &entry.part(pattern).name;
            let built = Prepared::on(bench, setting, &submitted, part).expect("the course is whole");
            let built = if entry.others.is_empty() { built.trusting() } else { built };
            let schedules = Schedules::Explore { count: 200, base: 0 };
            let graded = built.grade(schedules, Memory::Fresh).expect("it can be played");
            let said = report(&graded, None, Reader { width: 120, submission: Submission::Learner });
            let said = anstream::adapter::strip_str(&said).to_string();
            show(&entry.name, &said);
            (entry.name.clone(), answer_in(&said))
        };
        entries.iter().map(answer).collect()
    })
    .into_iter()
    .collect();

    for pattern in course() {
        let of_pattern = |name: &str| name.contains(&format!("/attempts/{}/", pattern.name));
        let answers: BTreeMap<&String, &String> =
            answers.iter().filter(|(name, _)| of_pattern(name)).collect();
        let file = workspace.path(&format!("checker/tests/attempts/{}/says.txt", pattern.name));
        if is_whole && env::var_os("ATTEMPTS_BLESS").is_some() {
            let text: Vec<String> =
                answers.iter().map(|(name, answer)| format!("== {}\n{answer}", short(name))).collect();
            fs::write(&file, text.join("\n")).expect("it can be written");
        }
        let known = fs::read_to_string(&file).unwrap_or_default();
        let known: BTreeMap<&str, &str> = known
            .split("== ")
            .filter_map(|block| block.split_once('\n'))
            .map(|(name, answer)| (name, answer.trim_end()))
            .collect();
        for (name, answer) in &answers {
            assert_eq!(
                known.get(short(name)),
                Some(&answer.trim_end()),
                "{name}: says.txt of {}",
                pattern.name
            );
        }
        if is_whole {
            assert_eq!(known.len(), answers.len(), "says.txt of {} knows of others", pattern.name);
        }
    }
}

fn short(name: &str) -> &str {
    crate::entry::short(name)
}

/// What a report says before it shows anything, and where it sends its reader.
fn answer_in(report: &str) -> String {
    let lines: Vec<&str> = report.lines().collect();
    // Behind the list of parts.
    let begin = lines.iter().skip(1).position(|line| line.is_empty()).map_or(0, |place| place + 2);
    let mut answer = Vec::new();
    let mut blocks = 0;
    let mut is_open = false;
    for line in &lines[begin.min(lines.len())..] {
        blocks += usize::from(line.is_empty());
        let is_way = |name: &&str| line.trim_start().starts_with(*name);
        let leads =
            ["Ask yourself", "Your code", "The chapter", "Yours", "Given", "Open", "rustc warns", "warning:"];
        let leading = leads.iter().find(|name| is_way(name));
        if blocks < 2 || leading.is_some() || is_open {
            answer.push(*line);
        }
        // What does not fit beside its name stands below it.
        is_open = leading.is_some_and(|name| line.trim() == *name);
    }
    answer.join("\n") + "\n"
}

#[expect(clippy::print_stdout, reason = "asked for")]
fn show(name: &str, report: &str) {
    if env::var_os("ATTEMPTS_SHOW").is_some() {
        println!("=== {name}\n{report}");
    }
}
