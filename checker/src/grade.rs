//! Grades a submission: from patterns and parts to verdicts. What is clear from a text is said at once, what was found out
//! before is kept, and only the rest is compiled and played.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};
use timeline::record::Played;

use crate::again::Elsewhere;
use crate::attempt::{self, Schedules};
use crate::cargo::Cargo;
use crate::compile::{Program, Workbench};
use crate::conclude::{graded, settled};
use crate::course::{Part, Pattern};
use crate::digest::Digest;
use crate::foundation::Foundation;
use crate::graded::{Graded, Standing};
use crate::kept::{Evidence, Kept};
use crate::plan::{Plan, Selection, Submitted, Task};
use crate::report::words;
use crate::scenario::{Scenario, scenario_of, scenarios_of};
use crate::seal::Seal;
use crate::side_by_side::side_by_side;
use crate::verdict::{Extent, Lack, Verdict};
use crate::workspace::{Submission, Workspace};

/// Whether what was found out before counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memory {
    /// It does.
    Kept,
    /// Everything is played anew.
    Fresh,
}

/// What grading needs, whatever is graded.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Where things are.
    pub workspace: &'a Workspace,
    /// What builds.
    pub cargo: &'a Cargo,
    /// What there is to learn.
    pub course: &'a [Pattern],
}

impl Setting<'_> {
    /// A bench of this name, with the foundation that is compiled against on it.
    ///
    /// # Errors
    /// When the foundation cannot be built, or the bench cannot be written to.
    pub fn bench(&self, name: &str, progress: impl Fn(&str) + Clone + Send + 'static) -> Result<Workbench> {
        let foundation = Foundation::of(self.workspace, self.cargo, self.course, progress.clone())?;
        Workbench::named(name, &self.cargo.target(), self.workspace, foundation, progress)
    }
}

/// A submission that is read, and compiled as far as it has to be, so that it can be graded as often as one likes.
#[derive(Debug)]
pub struct Prepared<'a> {
    setting: Setting<'a>,
    tasks: Vec<Task<'a>>,
    /// What those rest on and nobody asked for: looked at where one of them fails.
    needed: Vec<Task<'a>>,
    /// None where nothing is to be played.
    bench: Option<Arc<Workbench>>,
}

/// Reads what is selected. `progress` gets what takes its time.
///
/// # Errors
/// When grading cannot begin, or the course itself is broken. What is wrong with a submission is a verdict.
pub fn prepare<'a>(
    setting: Setting<'a>,
    selection: Selection<'_>,
    submission: Submission,
    progress: impl Fn(&str) + Clone + Send + 'static,
) -> Result<Prepared<'a>> {
    let Setting { workspace, course, .. } = setting;
    let seal = Seal::read(workspace)?;
    let selected = side_by_side(&selection.of(course), |(pattern, parts)| {
        let submitted = Submitted::read(workspace, &seal, pattern, submission)?;
        let settled = match seal.first_broken(workspace, pattern) {
            Some(file) => Some(submitted.all_settled(parts, &Verdict::TestsChanged { file })),
            None => submitted.settled(parts),
        };
        Ok((submitted, parts.clone(), settled))
    });
    let selected = selected.into_iter().collect::<Result<Vec<_>>>()?;
    if let Some(tasks) = selected.iter().map(|(_, _, settled)| settled.clone()).collect::<Option<Vec<_>>>() {
        return Ok(Prepared { setting, tasks: tasks.concat(), needed: vec![], bench: None });
    }
    let name = match submission {
        Submission::Learner => "learner",
        Submission::Reference => "reference",
    };
    let bench = setting.bench(name, progress)?;
    let tasks = side_by_side(&selected, |(submitted, parts, settled)| match settled {
        Some(tasks) => Ok((tasks.clone(), vec![])),
        None => submitted.tasks_with_needed(workspace, &bench, parts),
    });
    let (tasks, needed): (Vec<_>, Vec<_>) =
        tasks.into_iter().collect::<Result<Vec<_>>>()?.into_iter().unzip();
    let (tasks, needed) = (tasks.concat(), needed.concat());
    Ok(Prepared { setting, tasks, needed, bench: Some(Arc::new(bench)) })
}

impl<'a> Prepared<'a> {
    /// One part of a submission from somewhere else, compiled on a bench that is there.
    ///
    /// # Errors
    /// When nothing can be compiled at all.
    pub fn on(
        bench: &Arc<Workbench>,
        setting: Setting<'a>,
        submitted: &Submitted<'a>,
        part: &str,
    ) -> Result<Self> {
        let part = submitted.pattern.part(part).context("it is a part of this pattern")?;
        let (tasks, needed) = submitted.tasks_with_needed(setting.workspace, bench, &[part])?;
        Ok(Prepared { setting, tasks, needed, bench: Some(bench.clone()) })
    }

    /// The same without what the parts rest on: that is known to be right.
    #[must_use]
    pub fn trusting(self) -> Self {
        Prepared { needed: vec![], ..self }
    }

    /// Grades every part under these schedules, and gives the verdicts in teaching order.
    ///
    /// Parts side by side, and the scenarios of each part too. A part that fails while one that its tests use does not pass is
    /// not judged; that one is shown, even if nobody asked for it.
    ///
    /// # Errors
    /// When a test cannot be started.
    pub fn grade(&self, schedules: Schedules, memory: Memory) -> Result<Vec<Graded>> {
        let graded = side_by_side(&self.tasks, |task| self.grade_one(task, schedules, memory));
        let graded = graded.into_iter().collect::<Result<Vec<_>>>()?;
        let mut told = Vec::new();
        for (task, found) in self.tasks.iter().zip(&graded) {
            let lacking = self.lacking(task, found, &graded, schedules, memory)?;
            let Some((needed, lacking)) = lacking else {
                told.push(found.clone());
                continue;
            };
            let on = task.pattern.part(&lacking.part).map(Part::path).unwrap_or_default();
            let verdict = Verdict::Waiting { on, file: needed.file.clone(), lack: Lack::Failed };
            if self.tasks.iter().all(|other| other.part != needed.part) {
                told.push(lacking);
            }
            told.push(settled(task, verdict));
        }
        Ok(told)
    }

    /// The first part that a failed one rests on and that does not pass.
    fn lacking(
        &self,
        task: &Task<'_>,
        found: &Graded,
        graded: &[Graded],
        schedules: Schedules,
        memory: Memory,
    ) -> Result<Option<(&Task<'a>, Graded)>> {
        let is_judged = matches!(found.standing(), Standing::Failed | Standing::NotBuilt);
        if !is_judged || matches!(task.plan, Plan::Settled(_)) {
            return Ok(None);
        }
        for need in &task.part.needs {
            let is_it =
                |other: &Task<'_>| other.part.name == *need && other.part.pattern == task.part.pattern;
            let asked = self.tasks.iter().position(is_it);
            let (needed, verdict) = match asked {
                Some(place) => (&self.tasks[place], graded[place].clone()),
                None => match self.needed.iter().find(|other| is_it(other)) {
                    Some(needed) => (needed, self.grade_one(needed, schedules, memory)?),
                    None => continue,
                },
            };
            if verdict.verdict != Verdict::Passed {
                return Ok(Some((needed, verdict)));
            }
        }
        Ok(None)
    }

    fn grade_one(&self, task: &Task<'_>, schedules: Schedules, memory: Memory) -> Result<Graded> {
        let program = match &task.plan {
            Plan::Settled(verdict) => return Ok(settled(task, verdict.clone())),
            Plan::Play(program) => program,
        };
        let kept = Kept::in_target(&self.setting.cargo.target());
        let key = key(program, schedules);
        if memory == Memory::Kept
            && !task.may_vary
            && let Some(evidence) = kept.find(&key)
            && let Some(graded) = self.judged(task, &evidence)?
        {
            return Ok(graded);
        }
        if let Some(verdict) = self.compiled(task, program)? {
            return Ok(settled(task, verdict));
        }
        let evidence = self.play(task, program, schedules)?;
        let graded = self.judged(task, &evidence)?.context("what was played just now is a scenario")?;
        if !task.may_vary && graded.verdict.is_certain() {
            kept.keep(&key, &evidence);
        }
        Ok(graded)
    }

    /// Compiles a test program; the verdict, if that cannot be done.
    fn compiled(&self, task: &Task<'_>, program: &Program) -> Result<Option<Verdict>> {
        let bench = self.bench.as_ref().context("what is played has a bench")?;
        let Err(mut errors) = bench.compile(task.pattern, task.part, program)? else { return Ok(None) };
        if errors.iter().any(|error| error.says("the trait `Send` is not implemented")) {
            errors.splice(0..0, bench.sent(task.pattern, task.part)?);
        }
        Ok(Some(task.written().refused(&errors, Extent::Part)))
    }

    /// Plays the scenarios of a part, side by side, and tells the first that does not pass. Those behind it are not wanted
    /// any more as soon as that is known.
    fn play(&self, task: &Task<'_>, program: &Program, schedules: Schedules) -> Result<Evidence> {
        let root = &self.setting.workspace.root;
        let scenarios = self.scenarios_of(task, program)?;
        let wanted: Vec<(AtomicBool, Scenario)> =
            scenarios.into_iter().map(|scenario| (AtomicBool::new(false), scenario)).collect();
        let attempts = side_by_side(&wanted, |(unwanted, scenario)| {
            if unwanted.load(Ordering::SeqCst) {
                return None;
            }
            let test = scenario.in_program();
            let attempt = attempt::attempt(&program.file, test, schedules, root, Some(unwanted));
            let passed = attempt
                .as_ref()
                .is_ok_and(|attempt| graded(task, scenario, attempt).verdict == Verdict::Passed);
            if passed {
                return None;
            }
            let behind = wanted.iter().skip_while(|(_, other)| other.test != scenario.test).skip(1);
            behind.for_each(|(unwanted, _)| unwanted.store(true, Ordering::SeqCst));
            Some(attempt.map(|attempt| Evidence::Failed { test: scenario.test.clone(), attempt }))
        });
        // In their order: what was ended because it is not wanted stands behind the one that failed.
        attempts.into_iter().flatten().next().unwrap_or(Ok(Evidence::AllPassed))
    }

    fn scenarios_of(&self, task: &Task<'_>, program: &Program) -> Result<Vec<Scenario>> {
        let listed = attempt::list(&program.file, &self.setting.workspace.root)?;
        scenarios_of(self.setting.workspace, task.part, &listed)
    }

    /// What the evidence shows. `None` when it is about a scenario that does not exist.
    fn judged(&self, task: &Task<'_>, evidence: &Evidence) -> Result<Option<Graded>> {
        Ok(match evidence {
            Evidence::AllPassed => Some(settled(task, Verdict::Passed)),
            Evidence::Failed { test, attempt } => {
                let scenario = scenario_of(self.setting.workspace, task.part, test)?;
                scenario.map(|scenario| graded(task, &scenario, attempt))
            }
        })
    }

    /// Plays one scenario of the part that is selected again, under one schedule. `test` is its name, as
    /// [`Scenario::test`].
    ///
    /// # Errors
    /// When there is no such scenario, or several cases of it, or it cannot be played.
    pub fn replay(&self, test: &str, seed: u64) -> Result<(Graded, Option<Played>)> {
        let root = &self.setting.workspace.root;
        for task in &self.tasks {
            let program = match &task.plan {
                Plan::Settled(verdict) => return Ok((settled(task, verdict.clone()), None)),
                Plan::Play(program) => program,
            };
            if let Some(verdict) = self.compiled(task, program)? {
                return Ok((settled(task, verdict), None));
            }
            let scenarios = self.scenarios_of(task, program)?;
            if let Some(scenario) = scenarios.iter().find(|scenario| scenario.test == test) {
                let schedules = Schedules::Replay(seed);
                let attempt = attempt::attempt(&program.file, scenario.in_program(), schedules, root, None)?;
                return Ok((graded(task, scenario, &attempt), attempt.runs().next().cloned()));
            }
            let of_test = |scenario: &&Scenario| scenario.test.starts_with(&format!("{test}::case_"));
            let cases =
                scenarios.iter().filter(of_test).map(|case| format!("{}::{}", task.pattern.name, case.test));
            let cases: Vec<String> = cases.collect();
            if !cases.is_empty() {
                bail!(words::which_scenario(test, cases.into_iter()));
            }
        }
        bail!(words::no_such_scenario(test, None))
    }

    /// What is known of a scenario of the part that is selected, from the last check of the same program under the usual
    /// schedules. `test` is as for [`replay`](Prepared::replay).
    ///
    /// # Errors
    /// When the texts of the scenario cannot be read.
    pub fn elsewhere(&self, test: &str) -> Result<Elsewhere> {
        let kept = Kept::in_target(&self.setting.cargo.target());
        for task in &self.tasks {
            let Plan::Play(program) = &task.plan else { continue };
            let Some(evidence) = kept.find(&key(program, Schedules::USUAL)) else { continue };
            let Some(graded) = self.judged(task, &evidence)? else { continue };
            match graded.scenario {
                None => return Ok(Elsewhere::Passed(Schedules::USUAL.more())),
                Some(scenario) if scenario.test == test && graded.seed != 0 => {
                    return Ok(Elsewhere::Failed(graded.seed));
                }
                Some(_) => {}
            }
        }
        Ok(Elsewhere::Unknown)
    }

    /// Every scenario that can be played, with the part that it is about.
    ///
    /// # Errors
    /// When a test program cannot be compiled or started.
    pub fn scenarios(&self) -> Result<Vec<Scenario>> {
        let mut scenarios = Vec::new();
        for task in &self.tasks {
            if let Plan::Play(program) = &task.plan {
                self.compiled(task, program)?;
                scenarios.extend(self.scenarios_of(task, program)?);
            }
        }
        Ok(scenarios)
    }

    /// The parts that are wanted.
    #[must_use]
    pub fn only(&self, is_wanted: impl Fn(&Task<'_>) -> bool) -> Self {
        let tasks = self.tasks.iter().filter(|task| is_wanted(task)).cloned().collect();
        Prepared { setting: self.setting, tasks, needed: vec![], bench: self.bench.clone() }
    }
}

/// What evidence is kept under: the same program, schedules and checker.
fn key(program: &Program, schedules: Schedules) -> String {
    let checker = std::env::current_exe().ok().and_then(|file| {
        let metadata = fs::metadata(&file).ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(format!("{} {modified:?}", metadata.len()))
    });
    let checker = checker.unwrap_or_else(|| env!("CARGO_PKG_VERSION").to_owned());
    Digest::new().with(&program.digest).with(format!("{schedules:?}")).with(checker).text()
}
