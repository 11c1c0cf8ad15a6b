//! Every sentence of the checker's that a learner reads, apart from those that belong to the course: claims and questions
//! of scenarios, first steps, hints.

mod asked;

use std::path::Path;

use timeline::{Kind, Timeline};

pub use asked::*;

use super::refused;
use crate::graded::{Graded, Remark, Standing};
use crate::known_panics::known;
use crate::lines::Waits;
use crate::misconception::Misconception;
use crate::scenario::Scenario;
use crate::shapes::{OnThreads, Shape};
use crate::steps::{Outcome, What};
use crate::verdict::{Blocking, Lack, Left, Verdict};
use crate::workspace::Submission;

/// What to type.
pub fn command(arguments: &str) -> String {
    format!("cargo run -p checker -- {arguments}")
}

/// `1 part`, `2 parts`.
pub(super) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// `a`, `b`, `c`, as they stand in code.
fn listed<T: std::fmt::Display>(names: impl IntoIterator<Item = T>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// When the checker is started somewhere else.
pub fn outside_the_course(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "{folder} is not inside the course\ngo to the folder that holds `exercises` and `solutions`, and try again"
    )
}

/// Above the steps of a run, which has a seed, or of a test by hand.
pub fn replayed(scenario: &str, seed: Option<u64>) -> String {
    match seed {
        None => scenario.to_owned(),
        Some(0) => format!("{scenario}, in tokio's own order"),
        Some(seed) => format!("{scenario}, seed {seed}"),
    }
}

/// Above what a test did by hand, of which so many steps are not shown.
pub fn did(before: usize) -> String {
    match before {
        0 => "What the test did, step by step:".to_owned(),
        _ => format!("What the test did, step by step, after {}:", count(before, "other step")),
    }
}

/// What happens to a call in a step, and what comes of it.
pub fn step(what: What) -> (&'static str, &'static str) {
    match what {
        What::Called => ("is called", ""),
        What::Polled(Outcome::Ready) => ("is polled", "ready"),
        What::Polled(Outcome::Waits) => ("is polled", "waits"),
        What::Polled(Outcome::Panics) => ("is polled", "panics"),
        What::Polled(Outcome::Unknown) => ("is polled", "does not return"),
        What::Woken => ("is woken", ""),
        What::Dropped => ("is dropped", ""),
    }
}

/// When a run has no steps.
pub const NO_EVENTS: &str = "No events were recorded.";

/// Which schedule it was, unless it was tokio's own.
pub fn schedule(seed: u64) -> String {
    format!("(schedule {seed})")
}

/// A misconception with what it is.
pub fn diagnosis(misconception: &Misconception) -> String {
    let mut name = misconception.name.chars();
    let first = name.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}. {}", name.as_str(), misconception.meaning)
}

/// When generated files are not current, and when files of the exercises are not stubs.
pub fn stale(generated: &[String], work: &[String]) -> String {
    let mut said: String = generated.iter().map(|file| format!("not current: {file}\n")).collect();
    if !generated.is_empty() {
        said += &format!("run `{}`\n", command("dev sync"));
    }
    said += &work.iter().map(|file| format!("not a stub: {file}\n")).collect::<String>();
    said + &not_stubs(work)
}

/// When generated files have been written, each with the place where the learner's is kept, and others were left alone.
pub fn synced(written: &[(String, Option<String>)], left: &[String]) -> String {
    let one = |(file, kept): &(String, Option<String>)| match kept {
        Some(kept) => format!("wrote {file}; your version is in {kept}\n"),
        None => format!("wrote {file}\n"),
    };
    let written: String = written.iter().map(one).collect();
    let left_alone: String = left.iter().map(|file| format!("left alone, not a stub: {file}\n")).collect();
    written + &left_alone + &not_stubs(left)
}

/// What it means that files are not stubs, and the way to the stubs.
fn not_stubs(files: &[String]) -> String {
    if files.is_empty() {
        return String::new();
    }
    format!(
        "\nA file that is not a stub holds your work, or the stub of another version of the course.\n\
         If you solve the exercises, this is as it should be: `dev sync` leaves your work alone.\n\
         If you maintain the course, `{}` writes the stubs. A copy of each file is kept beside it.\n",
        command("dev sync --overwrite")
    )
}

/// What a part lacks that another one's tests use.
fn lacks(lack: Lack) -> &'static str {
    match lack {
        Lack::Unwritten => "is unwritten",
        Lack::NotBuilt => "does not compile",
        Lack::Changed => "has another signature than the given one",
        Lack::Failed => "does not pass its own tests",
    }
}

fn first(lack: Lack) -> &'static str {
    match lack {
        Lack::Unwritten => "Write that first.",
        Lack::NotBuilt | Lack::Changed | Lack::Failed => "Repair that first.",
    }
}

/// Beside a part that rests on another one.
pub fn needs(on: &str, lack: Lack) -> String {
    format!("needs {on}, which {}", lacks(lack))
}

/// The first step with code that is given and wrong.
pub const TO_REPAIR: &str = "it compiles, and is wrong: check it to see how, then repair it";

/// Before cargo builds what every exercise is compiled against.
pub const FOUNDATION: &str = "Building what the exercises are compiled against. This is done once.";

/// When another checker is at work in the same course.
pub const WAITS_FOR_ANOTHER: &str = "Another checker is at work here: waiting until it is done.";

/// When the compiler does not come to an end.
pub const RUSTC_TIMED_OUT: &str = "rustc was stopped after two minutes. What keeps it busy is code that is computed while it is compiled: a \
                                   `const` that loops, or a type without an end.";

/// What is set outside and makes cargo build everything once more.
pub fn unusual_flags(is_set: impl Fn(&str) -> bool) -> Option<String> {
    let names = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_TARGET"];
    let set: Vec<&str> = names.into_iter().filter(|name| is_set(name)).collect();
    (!set.is_empty())
        .then(|| format!("{} is set, so all of it is built for that, beside what is there.", listed(set)))
}

/// When there is nothing left to do.
pub fn all_passed(parts: usize, submission: Submission) -> String {
    let whose = match submission {
        Submission::Learner => "",
        Submission::Reference => " of the reference",
    };
    if parts == 1 { format!("The part{whose} passes.") } else { format!("All {parts} parts{whose} pass.") }
}

/// Behind that, where there is one reference to look at.
pub fn compare(reference: &str) -> String {
    format!(" Compare with the reference: {reference}")
}

/// Above the next part.
pub fn next(part: &Graded) -> String {
    match part.standing() {
        Standing::Unwritten | Standing::ToRepair => "Next:".to_owned(),
        _ => format!("All parts are written, and {}::{} does not pass. Next:", part.pattern, part.part),
    }
}

/// When what is left is to be written.
pub fn progress(done: usize, of: usize) -> String {
    match done {
        0 => format!(" {} to do. Begin here:", count(of, "part")),
        _ => format!(" {done} of {} pass. Next:", count(of, "part")),
    }
}

/// What a `todo!` says is to be done.
pub fn first_step(step: &str) -> String {
    if step.is_empty() { "there is a `todo!` left".into() } else { step.to_owned() }
}

/// Above what rustc warns of, of which so many are not shown.
pub fn warned(more: usize) -> String {
    match more {
        0 => "rustc warns of this in your file:".into(),
        _ => format!("rustc warns of this in your file, and of {}:", count(more, "other thing")),
    }
}

/// Where a part passes, and would not be right on two threads.
pub fn on_threads(part: &str, found: OnThreads) -> String {
    let (what, section) = match found {
        OnThreads::LooksThenListens(looks, listens) => (
            format!(
                "line {looks} looks, and line {listens} begins to listen. On another thread the signal can come in between, and then it \
                 wakes nobody"
            ),
            "events.md#lost-wake-up",
        ),
        OnThreads::LooksThenChanges(looks, changes) => (
            format!(
                "line {looks} looks, and line {changes} changes what it looked at. On another thread the same can happen in between, so \
                 that both act on what they saw"
            ),
            "locks.md#stale-check",
        ),
        OnThreads::LooksThenEnters(looks, enters) => (
            format!(
                "line {looks} looks under one lock, and line {enters} stands in line under another. On another thread the signal can come in \
                 between, and then it wakes nobody"
            ),
            "events.md#lost-wake-up",
        ),
        OnThreads::LetsInThenGivesBack(lets_in, gives) => (
            format!(
                "line {lets_in} lets the next one in, and line {gives} gives back what that one needs. On another thread it can be there \
                 before, and finds nothing"
            ),
            "semaphores.md#free-again",
        ),
    };
    format!("On two threads `{part}` would not be right: {what}. See book/src/{section}.")
}

/// Where a part passes, and rustc warns of its file all the same.
pub fn warnings(file: &str, warnings: usize, pattern: &str) -> String {
    format!("rustc warns of {} in {file}. To see them: cargo check -p {pattern}", count(warnings, "thing"))
}

/// Above the learner's own output.
pub fn printed(shown: usize, of: usize) -> String {
    if shown == of {
        "Your code printed:".into()
    } else {
        format!("Your code printed {}; the last ones:", count(of, "line"))
    }
}

/// How to bring back a file of the course.
pub fn restore(file: &str) -> String {
    format!("git checkout -- {file}")
}

/// What a line of a part that fails says about itself.
pub fn remark(remark: &Remark) -> String {
    match remark {
        Remark::Shape(Shape::Joins(line)) => {
            format!("`join!` in line {line} begins with all of its futures at once.")
        }
        Remark::Shape(Shape::Clock(line)) => format!("Line {line} waits for the clock."),
        Remark::Shape(Shape::AwaitsInLoop(line)) => {
            format!("Line {line} awaits in a loop: the next round begins when that wait is over.")
        }
        Remark::Shape(Shape::LazyTasks(line)) => format!(
            "`map` in line {line} is lazy: it starts a task only when somebody asks for the next one, and nobody has yet."
        ),
        Remark::Shape(Shape::GuardInHead(line)) => format!(
            "The guard that line {line} makes has no name, so it lives to the end of what that line begins, and the lock is held until then."
        ),
        Remark::Shape(Shape::DropsAtOnce(line)) => {
            format!("`let _ =` in line {line} drops the permit in the same line.")
        }
        Remark::Unawaited { line } => {
            format!("Line {line} makes a future and does not await it, so nothing of it ever happens.")
        }
        Remark::ComputersClock { line } => format!(
            "Line {line} asks the computer's clock. `tokio::time::sleep` and `timeout` follow tokio's own, which can be paused, as \
             it is here."
        ),
    }
}

const DEADLOCK: &str = "Deadlock: every remaining task is waiting, and nothing can wake them.";
const POLLING: &str = "The run does not end: a task keeps polling. A timer wakes it again and again, and what it checks for never happens.";
const LAST_OF_EACH: &str = "The last thing that each of them did (some may have finished):";
const BUSY: &str =
    "A busy loop: a task is polled again and again and waits for nothing, so virtual time stands still.";
const BLOCKED: &str = "All tasks share it, so nobody moves meanwhile, and virtual time stands still.";
const NO_RETURN: &str =
    "a poll does not return. Something loops without an `.await`, or waits without tokio.";
const EXIT: &str = "`std::process::exit`";
const SIGNAL: &str =
    "The program was ended by a signal on the way, as by a stack overflow or `std::process::abort`.";

/// What went wrong in this run, in one or two sentences for each paragraph.
pub fn explanation(part: &Graded) -> Vec<String> {
    let expected = part.scenario.as_ref().and_then(|scenario| scenario.expected.as_ref());
    let told = |what: &str, actual| {
        std::iter::once(what.to_owned()).chain(last_events(actual, expected, &part.waits)).collect::<Vec<_>>()
    };
    match &part.verdict {
        Verdict::Passed => vec![],
        Verdict::Differs { difference, .. } => {
            vec![differs(&difference.actor, difference.at_ms, &difference.kind)]
        }
        Verdict::BrokenLaw { law, .. } => {
            let case = part.scenario.as_ref().and_then(Scenario::case);
            let case = case.map_or(String::new(), |case| format!(", {case}"));
            vec![format!("Broken promise{case}: {law}.")]
        }
        Verdict::Stuck { actual, left: Left::Waits } => told(DEADLOCK, actual),
        Verdict::Stuck { actual, left: Left::Polls } => told(POLLING, actual),
        Verdict::BusyLoop { actual } => told(BUSY, actual),
        Verdict::BlockedThread { line: Some(Blocking::Sleeps(line)), .. } => {
            vec![format!("Line {line} stops the thread. {BLOCKED}")]
        }
        Verdict::BlockedThread { line: Some(Blocking::Waits(line)), .. } => vec![format!(
            "Line {line} waits without an `.await`, and never returns. It keeps the thread, so nothing that it waits for can happen."
        )],
        Verdict::BlockedThread { line: Some(Blocking::Loops(line)), .. } => vec![format!(
            "The loop in line {line} goes on without an `.await` that waits. It keeps the thread, so nothing that would end it can happen."
        )],
        Verdict::BlockedThread { line: None, .. } => vec![format!("The thread is blocked: {NO_RETURN}")],
        Verdict::Panicked { place, message, .. } => {
            let file =
                if place.file == part.place.file { String::new() } else { format!(" of {}", place.file) };
            let said = format!("Your code panics in line {}{file}: {message}", place.line);
            std::iter::once(said).chain(known(message).map(|known| known.says.to_owned())).collect()
        }
        Verdict::ExitedEarly { code: Some(code) } => {
            vec![format!("The program ended on the way, with exit code {code}: something called {EXIT}.")]
        }
        Verdict::ExitedEarly { code: None } => vec![SIGNAL.to_owned()],
        Verdict::TimedOut => vec![format!("It did not come to an end: {NO_RETURN}")],
        Verdict::Flooded => vec!["Your code prints more than anybody can read, so it was stopped.".into()],
        Verdict::Unwritten { step, .. } => vec![first_step(step)],
        Verdict::ToRepair => vec![TO_REPAIR.to_owned()],
        Verdict::Waiting { on, lack, .. } => {
            vec![format!("It is written, and rests on `{on}`, which {}. {}", lacks(*lack), first(*lack))]
        }
        Verdict::Unreadable { error } => vec![format!("Nothing can be compiled: {error}.")],
        Verdict::NotBuilt { .. } | Verdict::SignatureChanged { .. } => refused::explanation(&part.verdict),
        Verdict::TestsChanged { file } => changed(file),
    }
}

/// When a file that nobody edits has changed.
fn changed(file: &str) -> Vec<String> {
    let why = if file.ends_with("/Cargo.toml") {
        " Exercises depend on tokio alone: each can be solved with it, and the same crates are built once for all."
    } else if file.ends_with("/src/lib.rs") {
        " It is the map of the pattern; your code goes into the files of the parts."
    } else {
        ""
    };
    vec![format!("{file} is not as it came with the course, so this pattern is not graded.{why}")]
}

/// How a timeline leaves the expected one.
fn differs(actor: &str, at_ms: u64, kind: &Kind) -> String {
    match kind {
        Kind::Early { what, due_ms } => {
            format!("`{actor}`: `{what}` comes at {at_ms} ms, too early. It is due at {due_ms} ms.")
        }
        Kind::Late { what, came_ms } => {
            format!("`{actor}`: `{what}` is due at {at_ms} ms. It comes at {came_ms} ms, too late.")
        }
        Kind::Missing { what, next } => {
            let next = next.as_ref().map(|(at_ms, what)| format!(" What comes is `{what}`, at {at_ms} ms."));
            format!("`{actor}`: `{what}` is due at {at_ms} ms, and never comes.{}", next.unwrap_or_default())
        }
        Kind::Again { what } => {
            format!("`{actor}`: `{what}` comes at {at_ms} ms once more than it should.")
        }
        Kind::Extra { what, due } => {
            let due = due.as_ref().map(|(at_ms, what)| format!(" Due is `{what}`, at {at_ms} ms."));
            let due = due.unwrap_or_default();
            format!("`{actor}`: `{what}` comes at {at_ms} ms, and should not come at all.{due}")
        }
        Kind::Instead { expected, actual } => {
            format!("`{actor}`: at {at_ms} ms comes `{actual}` where `{expected}` should.")
        }
    }
}

/// Those who should go on, with what they did last, what they should do next, and where they wait; or else what each did
/// last. Three are told, and the others counted.
fn last_events(actual: &Timeline, expected: Option<&Timeline>, waits: &[Waits]) -> Vec<String> {
    const TOLD: usize = 3;
    let due = |actor: &String| {
        let due = expected?.events_of(actor).nth(actual.events_of(actor).count());
        due.map(|(at_ms, what)| (at_ms, what.to_owned()))
    };
    let of = |actor: &String| {
        let last = actual.events_of(actor).next_back();
        let done = last.map(|(at_ms, what)| format!("`{actor}` {what} at {at_ms} ms"));
        let told = match (done, due(actor)) {
            (Some(done), Some((at_ms, what))) => {
                format!("{done} and never gets to `{what}`, which was due at {at_ms} ms.")
            }
            (None, Some((at_ms, what))) => {
                format!("`{actor}` has done nothing yet; its first step, `{what}`, was due at {at_ms} ms.")
            }
            (Some(done), None) => format!("{done}."),
            (None, None) => format!("`{actor}` has done nothing yet."),
        };
        let waits = waits.iter().find(|waits| waits.actor.as_ref() == Some(actor));
        waits.map_or(told.clone(), |waits| format!("{told} It {}", waits_in(waits)))
    };
    let (left, rest): (Vec<&String>, Vec<&String>) =
        actual.actors().iter().partition(|actor| due(actor).is_some());
    // Where nobody is known to be left, it may be any of them.
    let head = (left.is_empty() && !rest.is_empty()).then(|| LAST_OF_EACH.to_owned());
    let told = if left.is_empty() { rest } else { left };
    let more = told.len().saturating_sub(TOLD);
    let more = (more > 0).then(|| format!("… and {more} more."));
    // Those that no actor stands for: each line once.
    let mut lines: Vec<&Waits> = waits.iter().filter(|waits| waits.actor.is_none()).collect();
    lines.dedup_by_key(|waits| waits.line);
    let unseen = lines.into_iter().take(TOLD).map(|waits| format!("A task {}", waits_in(waits)));
    head.into_iter().chain(told.into_iter().take(TOLD).map(of)).chain(more).chain(unseen).collect()
}

/// Where a task waits.
fn waits_in(waits: &Waits) -> String {
    let Waits { line, code, took, elsewhere, .. } = waits;
    if let Some(file) = elsewhere {
        return format!("waits in line {line} of {file}: `{code}`");
    }
    match took {
        Some(took) => format!("waits in line {line} for a lock that it took itself in line {took}: `{code}`"),
        None => format!("waits in line {line}: `{code}`"),
    }
}

/// The question where a task took the lock itself that it waits for.
pub fn own_lock(took: usize, waits: usize) -> String {
    format!(
        "How long does the guard of line {took} live, and is it gone when line {waits} asks for the lock?"
    )
}

/// Below the learner's timeline, where it did not come to its own end.
pub fn ending(verdict: &Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Stuck { left: Left::Waits, .. } => Some("stuck"),
        Verdict::Stuck { left: Left::Polls, .. } => Some("polling"),
        Verdict::BusyLoop { .. } => Some("busy"),
        Verdict::BlockedThread { actual: Some(_), .. } => Some("blocked"),
        _ => None,
    }
}

/// Below a table that leaves out the lanes in which the expected timeline and the learner's do not differ.
pub fn same_lanes(lanes: usize) -> String {
    format!("   … and {}, the same in both", count(lanes, "lane"))
}

/// One question that leads to the cause.
pub fn question(verdict: &Verdict, scenario: Option<&Scenario>) -> Option<String> {
    let of_verdict = match verdict {
        Verdict::ExitedEarly { code: None } => "Which of your functions calls itself without end?",
        Verdict::ExitedEarly { .. } => "What should happen in place of ending the whole program?",
        Verdict::Flooded => "Which of your loops prints?",
        Verdict::Panicked { message, .. } => known(message)
            .map_or("In which situation can this line not do what it should?", |known| known.question),
        _ => return scenario.map(|scenario| scenario.question.clone()),
    };
    Some(of_verdict.to_owned())
}
