//! Grades the grader: what is right passes, however unlike the reference, and what is wrong gets the verdict and the
//! diagnosis that it must get.
//!
//! A submission is the file of one part, as a learner would hand it in; or a folder with that file and others of the same
//! pattern, where a part extends a type and comes with its own. Every other part is the reference's. The first lines of the
//! file say which part it is and, if it is wrong, what is wrong, which misconception a teacher would name, and how the
//! checker must see it.
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
//! times in its report need not be the same each time, while verdict and name are.
//!
//! `cargo test` grades [`SHARE`] of each kind of each part; four variables choose otherwise. `CORPUS=all` grades all, the
//! right ones in ten times as many schedules, as `.ci/run` does, and `CORPUS=events/wrong/event_no` what has this in its path; `CORPUS_SHOW=1` shows the reports (with
//! `--nocapture`), `CORPUS_REPEATS=50` grades everything so often and wants the same reports each time, and
//! `CORPUS_TWICE=1` grades each entry as two, to see what a corpus of twice the size would take.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

use checker::attempt::Schedules;
use checker::cargo::Cargo;
use checker::compile::Workbench;
use checker::course::{Part, Pattern};
use checker::dev;
use checker::files;
use checker::grade::{Memory, Prepared, Setting};
use checker::graded::Graded;
use checker::plan::Submitted;
use checker::report::{Reader, report};
use checker::sources::Sources;
use checker::stub::reference_of;
use checker::verdict::Verdict;
use checker::workspace::{Submission, Workspace};

use crate::clone::{course, original};

/// How many right and how many wrong ones of each part `cargo test` grades.
const SHARE: usize = 1;

/// What a learner's code is played in.
const SCHEDULES: u32 = 200;

/// What is right is right behind any seed: ten times as many, where somebody asks for more than the share.
fn schedules_of_right() -> u32 {
    if env::var_os("CORPUS").is_some() { 10 * SCHEDULES } else { SCHEDULES }
}

/// One submission.
struct Entry {
    name: String,
    /// The file with the head.
    source: String,
    /// The others, by path relative to `src`.
    others: Vec<(String, String)>,
}

/// What came of a submission.
struct Outcome {
    complaint: Option<String>,
    /// For a wrong one.
    caught: Option<Caught>,
}

/// How a wrong submission was caught.
struct Caught {
    pattern: String,
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

    fn part<'a>(&self, pattern: &'a Pattern) -> &'a Part {
        let name = self.says("part").unwrap_or_else(|| panic!("{} says no part", self.name));
        pattern.part(name).unwrap_or_else(|| panic!("{}: {} has no part {name}", self.name, pattern.name))
    }

    fn is_wrong(&self) -> bool {
        self.says("mistake").is_some()
    }

    /// The code of its pattern with this in place of the reference's. What extends a type that it brings is the stub's,
    /// unless it brings that too.
    fn sources(&self, pattern: &Pattern, reference: &Sources) -> Sources {
        let mut sources = reference.clone();
        let part = self.part(pattern);
        let own = self.others.iter().map(|(file, text)| (file.as_str(), text.as_str()));
        let own: Vec<(&str, &str)> = own.chain([(part.file.as_str(), self.source.as_str())]).collect();
        for replaced in own.iter().filter_map(|(file, _)| pattern.part_in(file)) {
            for extension in pattern.extensions(replaced) {
                sources.put(&extension.file, dev::stub(&original(), extension).expect("it has a stub"));
            }
        }
        for (file, text) in own {
            sources.put(file, text);
        }
        sources
    }

    fn outcome(&self, built: &Prepared<'_>) -> Outcome {
        let play = |count| {
            let schedules = Schedules::Explore { count, base: 0 };
            let mut graded = built.grade(schedules, Memory::Fresh).expect("it can be played");
            assert_eq!(graded.len(), 1, "{} is about one part", self.name);
            graded.remove(0)
        };
        if self.is_wrong() {
            let graded = play(SCHEDULES);
            self.repeats(&graded, || play(SCHEDULES));
            return self.of_wrong(&graded);
        }
        let graded = play(schedules_of_right());
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
            pattern: graded.pattern.clone(),
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

/// Every entry of a pattern, in the order of their names.
fn entries(pattern: &Pattern) -> Vec<Entry> {
    let root = original().root;
    let folder = format!("checker/tests/corpus/{}", pattern.name);
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for file in files::below(&root, &folder).expect("there is a corpus") {
        let text = fs::read_to_string(root.join(&file)).expect("a submission is text");
        // `…/wrong/event_no_wake.rs`, or `…/wrong/get_within_no_limit/queue.rs`.
        let steps: Vec<&str> = file.split('/').skip(folder.split('/').count()).collect();
        let name = format!("{folder}/{}", steps[..2].join("/"));
        let entry = entries.entry(name.clone()).or_insert_with(|| Entry {
            name,
            source: String::new(),
            others: vec![],
        });
        match steps[2..] {
            [] => entry.source = text,
            [_] if text.starts_with("// part: ") => entry.source = text,
            [file] => {
                let part = pattern.parts.iter().find(|part| part.file.rsplit('/').next() == Some(file));
                let part = part.unwrap_or_else(|| panic!("{}: no part is in {file}", entry.name));
                entry.others.push((part.file.clone(), text));
            }
            _ => panic!("{file} lies too deep"),
        }
    }
    entries.into_values().collect()
}

/// Which entries are graded.
enum Wanted {
    /// So many of each kind of each part, spread evenly.
    Share(usize),
    /// Those with this in their path.
    Named(String),
}

impl Wanted {
    fn from_environment() -> Self {
        match env::var("CORPUS").as_deref() {
            Err(_) => Wanted::Share(SHARE),
            Ok("all") => Wanted::Named(String::new()),
            Ok(path) => Wanted::Named(path.to_owned()),
        }
    }

    /// Those that are wanted of one kind of one part.
    fn of(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        match self {
            Wanted::Named(path) => entries.retain(|entry| entry.name.contains(path)),
            Wanted::Share(share) => {
                let step = entries.len().div_ceil(*share).max(1);
                let mut place = 0;
                entries.retain(|_| {
                    place += 1;
                    (place - 1) % step == 0
                });
            }
        }
        entries
    }
}

/// What is graded one after the other, on one bench: the wanted entries of one part.
fn of_part(pattern: &Pattern, part: &Part, wanted: &Wanted) -> Vec<Entry> {
    let mut wrong = entries(pattern);
    wrong.retain(|entry| entry.part(pattern) == part);
    let right = wrong.extract_if(.., |entry| !entry.is_wrong()).collect();
    let mut both = wanted.of(right);
    both.extend(wanted.of(wrong));
    both
}

/// The code of the reference.
fn reference_sources(pattern: &Pattern) -> Sources {
    let folder = Workspace::src(Submission::Reference, &pattern.name);
    let read = Sources::read(&original().root, &folder);
    let mut sources = Sources::named(Workspace::src(Submission::Learner, &pattern.name));
    for (file, text) in read.files() {
        sources.put(file, reference_of(str::from_utf8(text).expect("a reference is text")));
    }
    sources
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

    let next = AtomicUsize::new(0);
    let work = |worker: usize| {
        let bench: Arc<Workbench> =
            Arc::new(setting.bench(&format!("corpus-{worker}"), |_| ()).expect("it can be written to"));
        let mut outcomes = Vec::new();
        while let Some((pattern, entries)) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let reference = reference_sources(pattern);
            for entry in entries.iter().flat_map(|entry| std::iter::repeat_n(entry, times)) {
                let submitted = Submitted::from(pattern, entry.sources(pattern, &reference));
                let part = &entry.part(pattern).name;
                let built = Prepared::on(&bench, setting, &submitted, part).expect("the course is whole");
                outcomes.push(entry.outcome(&built));
            }
        }
        outcomes
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let outcomes: Vec<Outcome> = thread::scope(|scope| {
        let working: Vec<_> = (0..workers).map(|worker| scope.spawn(move || work(worker))).collect();
        let done = working.into_iter().map(|working| working.join().expect("graded the same each time"));
        done.flatten().collect()
    });

    let complaints: Vec<String> = outcomes.iter().filter_map(|outcome| outcome.complaint.clone()).collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), outcomes.len(), complaints.join("\n"));
    tell(course, &outcomes);
}

/// Says how the wrong ones were caught, and wants nearly all of them to get the first name.
#[expect(clippy::print_stdout, reason = "figures for whoever asks with --nocapture")]
fn tell(course: &[Pattern], outcomes: &[Outcome]) {
    // Of a few nothing can be said.
    let is_whole = env::var("CORPUS").is_ok_and(|wanted| wanted == "all");
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
        if is_whole {
            assert!(100 * first >= 95 * wrong, "{pattern}: only {first} of {wrong} as expected first");
            assert!(100 * named >= 85 * wrong, "{pattern}: only {named} of {wrong} have a name");
        }
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
