//! What comes of grading an entry, and whether it is what must come of it.

use std::env;

use checker::attempt::Schedules;
use checker::grade::{Memory, Prepared};
use checker::graded::Graded;
use checker::report::{Reader, report};
use checker::verdict::Verdict;
use checker::workspace::Submission;

use super::is_blessing;
use super::verdicts::Verdicts;
use crate::entry::Entry;

/// What a learner's code is played in.
const SCHEDULES: u32 = 200;

/// What is right is right behind any seed: ten times as many, where somebody asks for more than the share.
fn schedules_of_right() -> u32 {
    if env::var_os("CORPUS").is_some() { 10 * SCHEDULES } else { SCHEDULES }
}

/// What came of a submission.
pub(super) struct Outcome {
    pub(super) name: String,
    pub(super) complaint: Option<String>,
    /// For a wrong one.
    pub(super) caught: Option<Caught>,
}

/// How a wrong submission was caught.
pub(super) struct Caught {
    pub(super) pattern: String,
    /// The verdict and the scenario.
    pub(super) seen: String,
    /// The schedule in which it failed.
    pub(super) seed: u64,
    /// Whether its head expects this name first.
    pub(super) is_first: bool,
    /// Whether it has a name at all: where the evidence tells none, the question of the scenario is asked.
    pub(super) is_named: bool,
}

impl Entry {
    pub(super) fn outcome(&self, built: &Prepared<'_>, verdicts: &Verdicts) -> Outcome {
        let play = |count| {
            let schedules = Schedules::Explore { count, base: 0 };
            let mut graded = built.grade(schedules, Memory::Fresh).expect("it can be played");
            assert_eq!(graded.len(), 1, "{} is about one part", self.name);
            graded.remove(0)
        };
        if self.is_wrong() {
            let graded = play(SCHEDULES);
            self.repeats(&graded, || play(SCHEDULES));
            return self.of_wrong(&graded, verdicts);
        }
        let graded = play(schedules_of_right());
        if graded.verdict == Verdict::Passed {
            self.repeats(&graded, || play(SCHEDULES));
            return Outcome { name: self.name.clone(), complaint: None, caught: None };
        }
        let complaint = Some(format!("{}: refused, {}", self.name, found(&graded)));
        Outcome { name: self.name.clone(), complaint, caught: None }
    }

    fn of_wrong(&self, graded: &Graded, verdicts: &Verdicts) -> Outcome {
        let seen = match &graded.scenario {
            Some(scenario) => format!("{} in {}", kind(&graded.verdict), scenario.test),
            None => kind(&graded.verdict),
        };
        let name = graded.misconception.map_or("none", |misconception| misconception.name);
        let (expected, or) = (self.says("diagnosis").unwrap_or("nothing"), self.says("or"));
        let verdict = verdicts.of(self).unwrap_or("a line in verdicts.txt");
        let is_known = seen == verdict || (is_blessing() && graded.verdict != Verdict::Passed);
        let is_named = name == expected || Some(name) == or;
        let complaint = (!is_known || !is_named)
            .then(|| format!("{}: expected {verdict}, {expected}; found {}", self.name, found(graded)));
        let caught = Caught {
            pattern: graded.pattern.clone(),
            seen,
            seed: graded.seed,
            is_first: name == expected,
            is_named: graded.misconception.is_some(),
        };
        Outcome { name: self.name.clone(), complaint, caught: Some(caught) }
    }

    /// Panics if the report is not always the same.
    fn repeats(&self, graded: &Graded, again: impl Fn() -> Graded) {
        let reader = Reader { width: 100, submission: Submission::Learner };
        let said = |graded: &Graded| match self.says("clock") {
            None => report(std::slice::from_ref(graded), None, reader),
            Some(_) => found(graded),
        };
        if env::var_os("CORPUS_SHOW").is_some() {
            #[expect(clippy::print_stdout, reason = "asked for")]
            {
                println!("== {}\n{}", self.name, anstream::adapter::strip_str(&said(graded)));
            }
        }
        // The share is graded once: `cargo test` has to end within five minutes, and another test grades a failing part twice.
        let usual = if env::var_os("CORPUS").is_some() { 2 } else { 1 };
        let repeats = env::var("CORPUS_REPEATS").map_or(usual, |count| count.parse().expect("a number"));
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
