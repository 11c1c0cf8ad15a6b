//! From what is known of a part to what is said of it. Pure, as `judge` is.

use crate::attempt::Attempt;
use crate::diagnosis::{Failure, diagnosis};
use crate::graded::{Graded, Remark};
use crate::judge::{Code, judge, leading_to, telling};
use crate::known_panics::known;
use crate::lines::{self, Waits};
use crate::misconception::{Misconception, named};
use crate::plan::Task;
use crate::rustc::Diagnostic;
use crate::scenario::Scenario;
use crate::shapes;
use crate::source;
use crate::steps::steps_behind;
use crate::verdict::{Place, Verdict};

/// What is said of a part without a scenario: that it passed, or what keeps it from being played.
pub fn settled(task: &Task<'_>, verdict: Verdict) -> Graded {
    settled_at(task, verdict, None, vec![])
}

/// A misconception that is literally true of this code: where no permit is taken, none is dropped, and where all that wait
/// wait for locks, no signal is lost. A semaphore that is made again and again keeps nobody out, however long its
/// permits live.
fn with_code(
    found: &'static Misconception,
    text: &str,
    waits: &[Waits],
    semaphores: u32,
) -> &'static Misconception {
    let makes_one_each_time = || semaphores > 1 && shapes::makes_semaphores(text);
    let all_for_locks = !waits.is_empty() && waits.iter().all(|waits| waits.is_for_lock);
    let instead = match found.name {
        "permit dropped before the work" if !text.contains("acquire") => named("limit exceeded"),
        "permit dropped before the work" if makes_one_each_time() => named("not shared"),
        "lost wake-up" if all_for_locks => named("deadlock"),
        _ => None,
    };
    instead.unwrap_or(found)
}

/// The misconception that a panic always comes from.
fn of_panic(verdict: &Verdict) -> Option<&'static Misconception> {
    let Verdict::Panicked { message, .. } = verdict else { return None };
    known(message)?.misconception
}

/// As [`settled`]; a run leads to this line, and these remarks go with what was found.
fn settled_at(task: &Task<'_>, verdict: Verdict, line: Option<usize>, remarks: Vec<Remark>) -> Graded {
    let on_threads = if verdict == Verdict::Passed { shapes::on_threads(&task.text) } else { None };
    Graded {
        pattern: task.part.pattern.clone(),
        part: task.part.name.clone(),
        place: place_of(task, &verdict, &remarks, line),
        verdict,
        remarks,
        on_threads,
        warnings: warnings(task),
        scenario: None,
        seed: 0,
        misconception: None,
        steps: vec![],
        waits: vec![],
        prints: vec![],
        is_as_given: task.is_as_given,
    }
}

/// What is said of a part that was played, with the scenario that tells the most.
pub fn graded(task: &Task<'_>, scenario: &Scenario, attempt: &Attempt) -> Graded {
    let expected = scenario.expected.as_ref();
    let code = Code { pattern: task.pattern, src: task.src(), file: &task.part.file, text: &task.text };
    let verdict = judge(expected, attempt, code);
    let (seed, played) = telling(expected, attempt);
    let semaphores = played.map_or(0, |played| played.semaphores);
    let failure = Failure { verdict: &verdict, expected, seed, semaphores };
    let waits = lines::waits(&verdict, played, &task.file, |file| task.text_of(file).map(str::to_owned));
    let misconception = diagnosis(&scenario.rules, failure);
    let misconception = misconception.map(|found| with_code(found, &task.text, &waits, semaphores));
    let misconception = misconception.or_else(|| of_panic(&verdict));
    let shape = misconception.and_then(|found| shapes::behind(found.name, &task.text)).map(Remark::Shape);
    let steps = steps_behind(&verdict, leading_to(&attempt.messages, seed));
    // A wait of an actor tells more than one of a task that nobody sees.
    let own = || waits.iter().filter(|wait| wait.elsewhere.is_none());
    let line = own().find(|wait| wait.actor.is_some()).or_else(|| own().next()).map(|wait| wait.line);
    let line = line.or_else(|| lines::of_difference(&verdict, played, &task.file));
    let line = line.or_else(|| lines::of_method(&steps, &task.text));
    // What is not awaited, or asks another clock, explains more than a shape that may be there for a good reason.
    let remarks = remarks(task);
    let remarks = if remarks.is_empty() { shape.into_iter().collect() } else { remarks };
    // In which schedule it was that so much was printed, and how much, is a matter of real time.
    let (seed, prints) = match verdict {
        Verdict::Flooded => (0, vec![]),
        _ => (seed, attempt.printed.in_run(seed)),
    };
    let settled = settled_at(task, verdict, line, remarks);
    Graded { scenario: Some(scenario.clone()), seed, misconception, steps, waits, prints, ..settled }
}

/// What is to be seen in the lines of a part.
fn remarks(task: &Task<'_>) -> Vec<Remark> {
    let unawaited = task.warnings.iter().find(|warning| warning.is_unawaited()).and_then(Diagnostic::place);
    let unawaited = unawaited.map(|place| place.line);
    let unawaited = unawaited.or_else(|| shapes::unawaited(&task.text, &task.waiting_names()));
    let unawaited = unawaited.map(|line| Remark::Unawaited { line });
    let clock = source::computers_clock(&task.text).map(|line| Remark::ComputersClock { line });
    unawaited.into_iter().chain(clock).collect()
}

/// What rustc warns of, what may well be the bug first. A future that is not awaited is told by a remark.
fn warnings(task: &Task<'_>) -> Vec<String> {
    let mut warnings: Vec<_> = task.warnings.iter().filter(|warning| !warning.is_unawaited()).collect();
    warnings.sort_by_key(|warning| warning.code() != "unused_must_use");
    warnings.into_iter().map(|warning| warning.rendered().to_owned()).collect()
}

/// The line to look at first: that of the problem where the verdict knows it, else that of a remark, else the one that the
/// run leads to, else that where the part begins.
fn place_of(task: &Task<'_>, verdict: &Verdict, remarks: &[Remark], line: Option<usize>) -> Place {
    let here = |line: usize| Place { file: task.file.clone(), line };
    let is_code = |place: &Place| place.file.starts_with(task.src());
    let known = match verdict {
        Verdict::Panicked { place, .. } | Verdict::Unwritten { place, .. } => Some(place.clone()),
        Verdict::Waiting { file, .. } => Some(Place { file: file.clone(), line: 1 }),
        Verdict::BlockedThread { line, .. } => line.map(|line| here(line.line())),
        Verdict::NotBuilt { cause: Some(cause), .. } if cause.line.is_some() => cause.line.map(here),
        Verdict::NotBuilt { place, .. } => place.clone().filter(is_code),
        Verdict::SignatureChanged { change, .. } => Some(here(change.line)),
        _ => None,
    };
    let remarked = || remarks.first().map(|remark| here(remark.line()));
    let led_to = || line.map(here);
    known
        .or_else(remarked)
        .or_else(led_to)
        .unwrap_or_else(|| here(source::begin_of(&task.text, &task.part.name)))
}
