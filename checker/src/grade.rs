//! Grades a submission: from patterns and parts to verdicts.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{collections::BTreeMap, thread};

use anyhow::{Context, Result};

use crate::attempt;
use crate::cargo::{Built, Cargo};
use crate::course::{Part, Pattern};
use crate::judge::{Code, judge};
use crate::output::prints_in;
use crate::scenario::{Scenario, scenarios_of};
use crate::seal::Seal;
use crate::source;
use crate::verdict::{Graded, Verdict};
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
struct Task<'a> {
    part: &'a Part,
    file: String,
    text: String,
    unawaited: Vec<usize>,
    plan: Plan,
}

enum Plan {
    /// Nothing can be played.
    Settled(Verdict),
    /// Play these with this test program.
    Play(std::path::PathBuf, Vec<Scenario>),
}

/// Grades what is selected, in teaching order. `progress` gets what cargo says it is doing.
///
/// # Errors
/// When grading cannot begin, or the course itself is broken. What is wrong with a submission is a verdict.
pub fn grade(
    workspace: &Workspace,
    cargo: &Cargo,
    course: &[Pattern],
    selection: Selection<'_>,
    submission: Submission,
    progress: impl Fn(&str) + Send + 'static,
) -> Result<Vec<Graded>> {
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
        tasks.extend(tasks_of(
            workspace,
            pattern,
            parts,
            unbuildable.get(pattern.name.as_str()),
            built,
            submission,
        )?);
    }
    play_all(&tasks, &workspace.root)
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
            Ok(Task { part, file: file.clone(), text: text.clone(), unawaited, plan: plan(part)? })
        })
        .collect()
}

/// Parts side by side on all cores; the scenarios of one part one after the other, up to the first that does not pass.
fn play_all(tasks: &[Task<'_>], root: &Path) -> Result<Vec<Graded>> {
    let next = AtomicUsize::new(0);
    let graded: Vec<Mutex<Option<Result<Graded>>>> = tasks.iter().map(|_| Mutex::new(None)).collect();
    let players = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..players.min(tasks.len()) {
            scope.spawn(|| {
                while let Some((task, slot)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    tasks.get(index).zip(graded.get(index))
                } {
                    *slot.lock().expect("a player does not panic") = Some(play(task, root));
                }
            });
        }
    });
    let taken = graded.into_iter().map(|slot| slot.into_inner().expect("a player does not panic"));
    taken.map(|graded| graded.context("every task is played")?).collect()
}

/// Plays the scenarios of a part up to the first that does not pass.
fn play(task: &Task<'_>, root: &Path) -> Result<Graded> {
    let code = Code { file: &task.file, text: &task.text, part: &task.part.name };
    let graded = |verdict: Verdict, scenario: Option<&Scenario>, prints| Graded {
        pattern: task.part.pattern.clone(),
        part: task.part.name.clone(),
        place: (task.file.clone(), line_of(&verdict, code)),
        unawaited: source::lines_of(code.text, code.part)
            .and_then(|lines| task.unawaited.iter().find(|line| lines.contains(line)).copied()),
        verdict,
        scenario: scenario.cloned(),
        prints,
    };
    let (program, scenarios) = match &task.plan {
        Plan::Settled(verdict) => return Ok(graded(verdict.clone(), None, Vec::new())),
        Plan::Play(program, scenarios) => (program, scenarios),
    };
    for scenario in scenarios {
        let attempt = attempt::attempt(program, &scenario.test, root)?;
        let verdict = judge(scenario.expected.as_ref(), &attempt, code);
        if verdict != Verdict::Passed {
            return Ok(graded(verdict, Some(scenario), prints_in(&attempt.finished.output)));
        }
    }
    Ok(graded(Verdict::Passed, None, Vec::new()))
}

/// The line to look at first: that of the problem where the verdict knows it, else that where the part begins.
fn line_of(verdict: &Verdict, code: Code<'_>) -> usize {
    let known = match verdict {
        Verdict::Panicked { line, .. } | Verdict::Unwritten { line, .. } => Some(*line),
        Verdict::BlockedThread { line, .. } => *line,
        Verdict::NotBuilt { error, .. } => line_in(error, code.file),
        _ => None,
    };
    known.or_else(|| source::lines_of(code.text, code.part).map(|lines| lines.start)).unwrap_or(1)
}

/// The line in ` --> exercises/events/src/lib.rs:7:5`, as rustc prints it.
fn line_in(error: &str, file: &str) -> Option<usize> {
    let plain = anstream::adapter::strip_str(error).to_string().replace('\\', "/");
    let (_, behind) = plain.split_once(&format!("--> {file}:"))?;
    behind.split(':').next()?.parse().ok()
}
