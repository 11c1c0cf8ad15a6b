//! Grades a submission: from patterns and parts to verdicts. First all is built, then it is played.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{collections::BTreeMap, thread};

use anyhow::{Context, Result, bail};

use crate::attempt::{self, Attempt, Played, Schedules};
use crate::cargo::{Built, Cargo};
use crate::course::{Part, Pattern};
use crate::dev;
use crate::diagnosis::{Failure, diagnosis};
use crate::judge::{Code, judge, telling};
use crate::scenario::{Scenario, scenarios_of};
use crate::seal::Seal;
use crate::source;
use crate::verdict::{Graded, Remark, Verdict};
use crate::workspace::{Submission, Workspace};

/// What of the course to grade.
#[derive(Debug, Clone, Copy)]
pub struct Selection<'a> {
    /// Only this pattern, by name.
    pub pattern: Option<&'a str>,
    /// Only this part of it, by name.
    pub part: Option<&'a str>,
}

impl Selection<'_> {
    /// The parts that are selected, pattern by pattern.
    pub fn of<'a>(&self, course: &'a [Pattern]) -> Vec<(&'a Pattern, Vec<&'a Part>)> {
        let patterns = course.iter().filter(|pattern| self.pattern.is_none_or(|name| name == pattern.name));
        let parts = |pattern: &'a Pattern| {
            pattern.parts.iter().filter(|part| self.part.is_none_or(|name| name == part.name))
        };
        patterns.map(|pattern| (pattern, parts(pattern).collect())).collect()
    }
}

/// What a part is graded with.
#[derive(Debug, Clone)]
struct Task<'a> {
    part: &'a Part,
    file: String,
    text: String,
    unawaited: Vec<usize>,
    is_as_given: bool,
    plan: Plan,
}

#[derive(Debug, Clone)]
enum Plan {
    /// Nothing can be played.
    Settled(Verdict),
    /// Play these with this test program.
    Play(std::path::PathBuf, Vec<Scenario>),
}

/// A submission that is built, as far as it can be, and can be played as often as one likes.
#[derive(Debug)]
pub struct Prepared<'a> {
    tasks: Vec<Task<'a>>,
    root: &'a Path,
}

/// Builds what is selected. `progress` gets what cargo says it is doing.
///
/// # Errors
/// When grading cannot begin, or the course itself is broken. What is wrong with a submission is a verdict.
pub fn prepare<'a>(
    workspace: &'a Workspace,
    cargo: &Cargo,
    course: &'a [Pattern],
    selection: Selection<'_>,
    submission: Submission,
    progress: impl Fn(&str) + Send + 'static,
) -> Result<Prepared<'a>> {
    let seal = Seal::read(workspace)?;
    let selected = selection.of(course);
    let unbuildable: BTreeMap<&str, Verdict> = selected
        .iter()
        .filter_map(|(pattern, _)| {
            Some((pattern.name.as_str(), obstacle(workspace, &seal, &pattern.name, submission)?))
        })
        .collect();

    let packages: Vec<String> = selected
        .iter()
        .filter(|(pattern, _)| !unbuildable.contains_key(pattern.name.as_str()))
        .map(|(pattern, _)| submission.package(&pattern.name))
        .collect();
    let built = if packages.is_empty() { BTreeMap::new() } else { cargo.build(&packages, progress)? };

    let mut tasks = Vec::new();
    for (pattern, parts) in &selected {
        let built = built.get(&submission.package(&pattern.name));
        let obstacle = unbuildable.get(pattern.name.as_str());
        tasks.extend(tasks_of(workspace, pattern, parts, obstacle, built, submission)?);
    }
    Ok(Prepared { tasks, root: &workspace.root })
}

impl Prepared<'_> {
    /// The parts that are wanted, of those that are built.
    #[must_use]
    pub fn only(&self, is_wanted: impl Fn(&Part) -> bool) -> Self {
        let tasks = self.tasks.iter().filter(|task| is_wanted(task.part)).cloned();
        Prepared { tasks: tasks.collect(), root: self.root }
    }

    /// Every scenario that can be played, with the part that it is about.
    pub fn scenarios(&self) -> impl Iterator<Item = (&Part, &Scenario)> {
        self.tasks.iter().flat_map(|task| {
            let scenarios = match &task.plan {
                Plan::Settled(_) => &[][..],
                Plan::Play(_, scenarios) => scenarios,
            };
            scenarios.iter().map(|scenario| (task.part, scenario))
        })
    }

    /// Plays every part under these schedules, and gives the verdicts in teaching order.
    ///
    /// Parts side by side on all cores; the scenarios of one part one after the other, up to the first that does not pass.
    ///
    /// # Errors
    /// When a test cannot be started.
    pub fn play(&self, schedules: Schedules) -> Result<Vec<Graded>> {
        let next = AtomicUsize::new(0);
        let graded: Vec<Mutex<Option<Result<Graded>>>> =
            self.tasks.iter().map(|_| Mutex::new(None)).collect();
        let players = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            for _ in 0..players.min(self.tasks.len()) {
                scope.spawn(|| {
                    while let Some((task, slot)) = {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        self.tasks.get(index).zip(graded.get(index))
                    } {
                        *slot.lock().expect("a player does not panic") =
                            Some(task.play(schedules, self.root));
                    }
                });
            }
        });
        let taken = graded.into_iter().map(|slot| slot.into_inner().expect("a player does not panic"));
        taken.map(|graded| graded.context("every task is played")?).collect()
    }

    /// Plays one scenario again, under one schedule. `test` is its name, with or without modules in front.
    ///
    /// # Errors
    /// When there is no such scenario, or it cannot be played.
    pub fn replay(&self, test: &str, seed: u64) -> Result<(Graded, Option<Played>)> {
        let named =
            |scenario: &&Scenario| scenario.test == test || scenario.test.ends_with(&format!("::{test}"));
        let mut settled = None;
        for task in &self.tasks {
            match &task.plan {
                Plan::Settled(verdict) => settled = Some(task.graded(verdict.clone(), None, None)),
                Plan::Play(program, scenarios) => {
                    if let Some(scenario) = scenarios.iter().find(named) {
                        let schedules = Schedules::Replay(seed);
                        let (graded, attempt) = task.attempt(program, scenario, schedules, self.root)?;
                        return Ok((graded, attempt.runs().next().cloned()));
                    }
                }
            }
        }
        match settled {
            Some(graded) => Ok((graded, None)),
            None => bail!(crate::report::words::no_such_scenario(test)),
        }
    }
}

/// What keeps a pattern from being built at all.
fn obstacle(workspace: &Workspace, seal: &Seal, pattern: &str, submission: Submission) -> Option<Verdict> {
    if let Some(file) = seal.first_broken(workspace, pattern) {
        return Some(Verdict::TestsChanged { file });
    }
    let source = Workspace::source(submission, pattern);
    let readable = fs::read_to_string(workspace.path(&source));
    let error = readable.err()?;
    Some(Verdict::NotBuilt { error: format!("cannot read {source}: {error}"), more: 0 })
}

/// The tasks of one pattern: its selected parts.
fn tasks_of<'a>(
    workspace: &Workspace,
    pattern: &Pattern,
    parts: &[&'a Part],
    obstacle: Option<&Verdict>,
    built: Option<&Built>,
    submission: Submission,
) -> Result<Vec<Task<'a>>> {
    let file = Workspace::source(submission, &pattern.name);
    // A file that cannot be read is an obstacle, and then its text is not asked for.
    let text = fs::read_to_string(workspace.path(&file)).unwrap_or_default();
    let stub = dev::stub(workspace, &pattern.name)?;
    let program = built.and_then(|built| built.executable.as_ref());
    let listed = program.map_or(Ok(Vec::new()), |program| attempt::list(program, &workspace.root))?;

    let plan = |part: &Part| -> Result<Plan> {
        Ok(match (obstacle, program) {
            (Some(verdict), _) => Plan::Settled(verdict.clone()),
            (None, Some(program)) => Plan::Play(program.clone(), scenarios_of(workspace, part, &listed)?),
            (None, None) => {
                let errors = built.map_or(&[][..], |built| &built.errors);
                let error = errors.first().cloned().unwrap_or_default();
                Plan::Settled(Verdict::NotBuilt { error, more: errors.len().saturating_sub(1) })
            }
        })
    };
    parts
        .iter()
        .map(|part| {
            let unawaited = built.map_or_else(Vec::new, |built| built.unawaited.clone());
            let given = source::part_of(&stub, &part.name);
            let is_to_repair = given.iter().flatten().all(|line| !line.contains("todo!("));
            let is_as_given = is_to_repair && source::part_of(&text, &part.name) == given;
            Ok(Task {
                part,
                file: file.clone(),
                text: text.clone(),
                unawaited,
                is_as_given,
                plan: plan(part)?,
            })
        })
        .collect()
}

impl Task<'_> {
    /// Plays the scenarios of a part up to the first that does not pass.
    fn play(&self, schedules: Schedules, root: &Path) -> Result<Graded> {
        let (program, scenarios) = match &self.plan {
            Plan::Settled(verdict) => return Ok(self.graded(verdict.clone(), None, None)),
            Plan::Play(program, scenarios) => (program, scenarios),
        };
        for scenario in scenarios {
            let (graded, _) = self.attempt(program, scenario, schedules, root)?;
            if graded.verdict != Verdict::Passed {
                return Ok(graded);
            }
        }
        Ok(self.graded(Verdict::Passed, None, None))
    }

    /// Plays one scenario.
    fn attempt(
        &self,
        program: &Path,
        scenario: &Scenario,
        schedules: Schedules,
        root: &Path,
    ) -> Result<(Graded, Attempt)> {
        let attempt = attempt::attempt(program, &scenario.test, schedules, root)?;
        let verdict = judge(scenario.expected.as_ref(), &attempt, self.code());
        Ok((self.graded(verdict, Some(scenario), Some(&attempt)), attempt))
    }

    /// What is to be seen in these lines of the part.
    fn remarks(&self, lines: &Range<usize>) -> Vec<Remark> {
        let unawaited = self.unawaited.iter().find(|line| lines.contains(line));
        let unawaited = unawaited.map(|&line| Remark::Unawaited { line });
        let clock = source::computers_clock(&self.text, lines.clone());
        unawaited.into_iter().chain(clock.map(|line| Remark::ComputersClock { line })).collect()
    }

    fn code(&self) -> Code<'_> {
        Code { file: &self.file, text: &self.text, part: &self.part.name }
    }

    fn graded(&self, verdict: Verdict, scenario: Option<&Scenario>, attempt: Option<&Attempt>) -> Graded {
        let code = self.code();
        let expected = scenario.and_then(|scenario| scenario.expected.as_ref());
        let (seed, played) = attempt.map_or((0, None), |attempt| telling(expected, attempt));
        let semaphores = played.map_or(0, |played| played.semaphores);
        let rules = scenario.map_or(&[][..], |scenario| &scenario.rules);
        let lines = source::lines_of(code.text, code.part);
        let remarks = lines.map_or_else(Vec::new, |lines| self.remarks(&lines));
        Graded {
            pattern: self.part.pattern.clone(),
            part: self.part.name.clone(),
            place: (file_of(&verdict, code), line_of(&verdict, &remarks, code)),
            remarks,
            misconception: diagnosis(rules, Failure { verdict: &verdict, expected, seed, semaphores }),
            verdict,
            scenario: scenario.cloned(),
            seed,
            is_as_given: self.is_as_given,
            prints: attempt.map_or_else(Vec::new, |attempt| attempt.printed.in_run(seed)),
        }
    }
}

/// The file to look at first: that of the problem where the verdict knows it, else that of the part.
fn file_of(verdict: &Verdict, code: Code<'_>) -> String {
    match verdict {
        Verdict::Panicked { file, .. } | Verdict::Unwritten { file, .. } => file.clone(),
        _ => code.file.to_owned(),
    }
}

/// The line to look at first: that of the problem where the verdict knows it, else that of a remark, else that where the
/// part begins.
fn line_of(verdict: &Verdict, remarks: &[Remark], code: Code<'_>) -> usize {
    let known = match verdict {
        Verdict::Panicked { line, .. } | Verdict::Unwritten { line, .. } => Some(*line),
        Verdict::BlockedThread { line, .. } => *line,
        Verdict::NotBuilt { error, .. } => line_in(error, code.file),
        _ => None,
    };
    let known = known.or_else(|| remarks.first().map(|remark| remark.line()));
    known.or_else(|| source::lines_of(code.text, code.part).map(|lines| lines.start)).unwrap_or(1)
}

/// The line in ` --> exercises/events/src/lib.rs:7:5`, as rustc prints it.
fn line_in(error: &str, file: &str) -> Option<usize> {
    let plain = anstream::adapter::strip_str(error).to_string().replace('\\', "/");
    let (_, behind) = plain.split_once(&format!("--> {file}:"))?;
    behind.split(':').next()?.parse().ok()
}
