//! Grades the grader: what is right passes, however unlike the reference, and what is wrong gets the verdict and the
//! diagnosis that it must get.
//!
//! A submission says in its first lines which part it is about and, if it is wrong, what is wrong, which misconception a
//! teacher would name, and how the checker must see it. Below stands that part; the others are the reference's.
//!
//! ```text
//! // part: Event
//! // mistake: a waiter that comes late waits for ever
//! // diagnosis: event not sticky
//! // verdict: Stuck in event::a_late_waiter_passes_at_once
//! ```
//!
//! Where two names are as good as each other, a line `// or: …` holds the other one; `// breaks: …` says which sentence of
//! the contract does not hold, and how one sees it. What asks the computer's clock says so with a line `// clock: …`: the
//! times in its report need not be the same each time, while verdict and name are. Three variables help when you work on the corpus:
//! `CORPUS=events/wrong/event_no` grades only what has this in its path, `CORPUS_SHOW=1` shows the reports (with
//! `--nocapture`), and `CORPUS_REPEATS=50` grades everything so often and wants the same reports each time.

use std::{env, fs, thread};

use checker::attempt::Schedules;
use checker::cargo::Cargo;
use checker::course::{Part, Pattern};
use checker::grade::{Prepared, Selection, prepare};
use checker::report::{Reader, report};
use checker::verdict::{Graded, Verdict};
use checker::workspace::Submission;

use crate::clone::{Clone, PATTERNS, course, original, with_part};

/// What a learner's code is played in.
const SCHEDULES: u32 = 200;

/// What is right is right behind any seed: ten times as many.
const SCHEDULES_OF_RIGHT: u32 = 10 * SCHEDULES;

struct Entry {
    pattern: &'static str,
    name: String,
    source: String,
}

/// What came of a submission.
struct Outcome {
    complaint: Option<String>,
    /// For a wrong one.
    caught: Option<Caught>,
}

/// How a wrong submission was caught.
struct Caught {
    pattern: &'static str,
    /// The schedule in which it failed.
    seed: u64,
    /// Whether its head expects this name first.
    is_first: bool,
    /// Whether it has a name at all: where the evidence tells none, the question of the scenario is asked.
    is_named: bool,
}

impl Entry {
    /// What its head says behind `// key: `.
    fn says(&self, key: &str) -> Option<&str> {
        let head = self.source.lines().take_while(|line| line.starts_with("//"));
        head.filter_map(|line| line.strip_prefix("// ")?.strip_prefix(key)?.strip_prefix(": ")).next()
    }

    fn part(&self) -> &str {
        self.says("part").unwrap_or_else(|| panic!("{} says no part", self.name))
    }

    fn part_of<'a>(&self, course: &'a [Pattern]) -> &'a Part {
        let mut parts = course.iter().flat_map(|pattern| &pattern.parts);
        let part = parts.find(|part| part.pattern == self.pattern && part.name == self.part());
        part.unwrap_or_else(|| panic!("{}: the course has no such part", self.name))
    }

    fn is_wrong(&self) -> bool {
        self.says("mistake").is_some()
    }

    fn outcome(&self, built: &Prepared<'_>) -> Outcome {
        let play = |count| {
            let schedules = Schedules::Explore { count, base: 0 };
            let mut graded = built.play(schedules).expect("it can be played");
            assert_eq!(graded.len(), 1, "{} is about one part", self.name);
            graded.remove(0)
        };
        if self.is_wrong() {
            let graded = play(SCHEDULES);
            self.repeats(&graded, || play(SCHEDULES));
            return self.of_wrong(&graded);
        }
        let graded = play(SCHEDULES_OF_RIGHT);
        if graded.verdict == Verdict::Passed {
            self.repeats(&graded, || play(SCHEDULES));
            return Outcome { complaint: None, caught: None };
        }
        Outcome { complaint: Some(format!("{}: refused, {}", self.name, found(&graded))), caught: None }
    }

    fn of_wrong(&self, graded: &Graded) -> Outcome {
        let seen = match &graded.scenario {
            Some(scenario) => format!("{} in {}", kind(&graded.verdict), scenario.test),
            None => kind(&graded.verdict),
        };
        let name = graded.misconception.map_or("none", |misconception| misconception.name);
        let (expected, or) = (self.says("diagnosis").unwrap_or("nothing"), self.says("or"));
        let verdict = self.says("verdict").unwrap_or("a line `// verdict: …` in its head");
        let is_named = name == expected || Some(name) == or;
        let complaint = (seen != verdict || !is_named)
            .then(|| format!("{}: expected {verdict}, {expected}; found {}", self.name, found(graded)));
        let caught = Caught {
            pattern: self.pattern,
            seed: graded.seed,
            is_first: name == expected,
            is_named: graded.misconception.is_some(),
        };
        Outcome { complaint, caught: Some(caught) }
    }

    /// Panics if the report is not always the same.
    fn repeats(&self, graded: &Graded, again: impl Fn() -> Graded) {
        let reader = Reader { width: 100, submission: Submission::Learner };
        let said = |graded: &Graded| match self.says("clock") {
            None => report(std::slice::from_ref(graded), reader),
            Some(_) => found(graded),
        };
        if env::var_os("CORPUS_SHOW").is_some() {
            #[expect(clippy::print_stdout, reason = "asked for")]
            {
                println!("== {}\n{}", self.name, anstream::adapter::strip_str(&said(graded)));
            }
        }
        let repeats = env::var("CORPUS_REPEATS").map_or(2, |count| count.parse().expect("a number"));
        for _ in 1..repeats {
            assert_eq!(said(&again()), said(graded), "{} is not graded the same again", self.name);
        }
    }
}

/// Verdict, scenario, schedule and diagnosis of a part, in one line.
fn found(graded: &Graded) -> String {
    let scenario = graded.scenario.as_ref().map_or("the build", |scenario| &scenario.test);
    let name = graded.misconception.map_or("none", |misconception| misconception.name);
    format!("{} in {scenario}, schedule {}, {name}", kind(&graded.verdict), graded.seed)
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
    let wanted = env::var("CORPUS").unwrap_or_default();
    let corpus = PATTERNS.map(|pattern| {
        let mut entries = entries(pattern);
        entries.retain(|entry| entry.name.contains(&wanted));
        entries
    });
    let rounds = corpus.iter().map(Vec::len).max().expect("there are patterns");

    let mut outcomes = Vec::new();
    for round in 0..rounds {
        let submitted: Vec<&Entry> = corpus.iter().filter_map(|entries| entries.get(round)).collect();
        let parts: Vec<&Part> = submitted.iter().map(|entry| entry.part_of(&course)).collect();
        for entry in &submitted {
            clone.submit(entry.pattern, &with_part(entry.pattern, entry.part(), &entry.source));
        }
        clone.keep_tests_of(&course, &parts);
        let only = |part: &&Part| Pattern {
            name: part.pattern.clone(),
            title: String::new(),
            parts: vec![(*part).clone()],
        };
        let submitted_to: Vec<Pattern> = parts.iter().map(only).collect();
        let all = Selection { pattern: None, part: None };
        let built = prepare(&clone.workspace, &cargo, &submitted_to, all, Submission::Learner, |_| ());
        let built = built.expect("the course is whole");
        // One part at a time keeps one core busy.
        thread::scope(|scope| {
            let play = |entry: &'_ Entry| entry.outcome(&built.only(|part| part.pattern == entry.pattern));
            let playing: Vec<_> =
                submitted.into_iter().map(|entry| scope.spawn(move || play(entry))).collect();
            outcomes.extend(
                playing.into_iter().map(|playing| playing.join().expect("graded the same each time")),
            );
        });
    }

    let complaints: Vec<String> = outcomes.iter().filter_map(|outcome| outcome.complaint.clone()).collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), outcomes.len(), complaints.join("\n"));
    tell(&outcomes);
}

/// Says how the wrong ones were caught, and wants nearly all of them to get the first name.
#[expect(clippy::print_stdout, reason = "figures for whoever asks with --nocapture")]
fn tell(outcomes: &[Outcome]) {
    // Of a few nobody can say so.
    let is_filtered = env::var_os("CORPUS").is_some();
    for pattern in PATTERNS {
        let caught = outcomes.iter().filter_map(|outcome| outcome.caught.as_ref());
        let caught: Vec<&Caught> = caught.filter(|caught| caught.pattern == pattern).collect();
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
        assert!(
            is_filtered || 100 * first >= 95 * wrong,
            "{pattern}: only {first} of {wrong} as expected first"
        );
        assert!(is_filtered || 100 * named >= 85 * wrong, "{pattern}: only {named} of {wrong} have a name");
    }
}

#[test]
fn for_each_pattern_there_are_enough_of_both_kinds() {
    for pattern in PATTERNS {
        let entries = entries(pattern);
        let wrong = entries.iter().filter(|entry| entry.is_wrong()).count();

        assert!(wrong >= 16, "{pattern}: {wrong} wrong ones");
        assert!(entries.len() - wrong >= 8, "{pattern}: {} right ones", entries.len() - wrong);
    }
}
