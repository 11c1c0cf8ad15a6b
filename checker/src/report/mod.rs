//! Verdicts in words and pictures, for a person at a terminal.

mod layout;
mod picture;
mod problem;
mod refused;
mod steps;
pub mod style;
mod table;
pub mod words;

use timeline::Event;

use crate::again::Elsewhere;
use crate::attempt::Played;
use crate::cause;
use crate::course::Part;
use crate::graded::{Graded, Standing};
use crate::next::Next;
use crate::verdict::Verdict;
use crate::workspace::{Submission, Workspace};
use layout::{ways_on, wrapped};
use problem::problem;
use style::{Style, paint};

/// Whom the report is for.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Columns of the terminal.
    pub width: usize,
    /// Whose code was graded.
    pub submission: Submission,
}

/// The whole report: a line for each part, the first problem in full, and what to do next. The line of a part is broken where
/// `columns` says how many there are.
pub fn report(graded: &[Graded], columns: Option<usize>, reader: Reader) -> String {
    let mut lines = vec![String::new()];
    let names = graded.iter().map(|part| path(part).chars().count()).max().unwrap_or(0);
    let mut pattern = None;
    for part in graded {
        if pattern.is_some_and(|last| last != &part.pattern) {
            lines.push(String::new());
        }
        pattern = Some(&part.pattern);
        lines.extend(standing_lines(part, names, columns));
    }
    lines.push(String::new());

    match first_problem(graded) {
        Some(part) => {
            if is_open(part) {
                let done = graded.iter().filter(|part| part.verdict == Verdict::Passed).count();
                lines.extend([words::progress(done, graded.len()), String::new()]);
            }
            match &part.verdict {
                Verdict::Unwritten { .. } | Verdict::ToRepair => lines.extend(step(part, reader.width)),
                _ => lines.extend(problem(part, reader)),
            }
        }
        None => {
            let said = words::all_passed(graded.len(), reader.submission);
            let compare = reference(graded).filter(|_| reader.submission == Submission::Learner);
            let said = said + &compare.map(|file| words::compare(&file)).unwrap_or_default();
            lines
                .extend(wrapped(&said, reader.width.saturating_sub(1)).iter().map(|line| format!(" {line}")));
            for said in graded.iter().flat_map(under_a_pass) {
                lines.push(String::new());
                lines.extend(
                    wrapped(&said, reader.width.saturating_sub(1)).iter().map(|line| format!(" {line}")),
                );
            }
        }
    }
    lines.join("\n") + "\n"
}

/// What stands below a report of some parts, if all of them passed: what to do next.
pub fn onward(next: &Next, reader: Reader) -> String {
    let lines = match next {
        Next::AllPass(parts) => vec![format!(" {}", words::all_passed(*parts, reader.submission))],
        Next::Part(part) => {
            let head = vec![format!(" {}", words::next(part)), String::new()];
            head.into_iter().chain(step(part, reader.width)).collect()
        }
    };
    format!("\n{}\n", lines.join("\n"))
}

/// The reference of a part, or that of a pattern.
fn reference(graded: &[Graded]) -> Option<String> {
    match graded {
        [part] => Some(part.place.file.replacen("exercises/", "solutions/", 1)),
        [first, rest @ ..] => rest
            .iter()
            .all(|other| other.pattern == first.pattern)
            .then(|| Workspace::src(Submission::Reference, &first.pattern)),
        [] => None,
    }
}

/// What is to be said of a part that passes: what would go wrong on two threads, and what rustc warns of.
fn under_a_pass(part: &Graded) -> Vec<String> {
    let on_threads = part.on_threads.map(|found| words::on_threads(&path(part), found));
    let count = part.warnings.len();
    let warned = (count > 0).then(|| words::warnings(&part.place.file, count, &part.pattern));
    on_threads.into_iter().chain(warned).collect()
}

/// So many steps of a test by hand are shown when it is played again.
const REPLAYED: usize = 200;

/// One run of a scenario, or of a test by hand, step by step, and what is wrong with it, or what is known of `elsewhere`.
pub fn replay(graded: &Graded, played: Option<&Played>, elsewhere: Elsewhere, reader: Reader) -> String {
    let mut lines = vec![String::new()];
    let mut wrong = graded.clone();
    if let Some(scenario) = &graded.scenario {
        let path = scenario_path(graded, &scenario.test);
        let shown = match played {
            Some(Played { events, .. }) if !events.is_empty() => events_of_run(events),
            // Here, and not once more with the problem.
            _ if !graded.steps.is_empty() => {
                steps::of(&std::mem::take(&mut wrong.steps), REPLAYED, reader.width)
            }
            Some(_) => vec![format!("   {}", words::NO_EVENTS)],
            None => vec![],
        };
        if !shown.is_empty() {
            let head = words::replayed(&path, played.map(|played| played.run.seed));
            let head = wrapped(&head, reader.width.saturating_sub(1));
            lines.extend(head.iter().map(|line| format!(" {}", paint(Style::Bold, line))));
            lines.push(String::new());
            lines.extend(shown);
            lines.push(String::new());
        }
    }
    match graded.verdict {
        Verdict::Passed => {
            let said = words::replay_passed(played.map(|_| elsewhere));
            lines
                .extend(wrapped(&said, reader.width.saturating_sub(1)).iter().map(|line| format!(" {line}")));
            lines.push(String::new());
            lines.extend(ways_on(&[way_from(graded, elsewhere, reader)], reader.width));
        }
        _ => lines.extend(problem(&wrong, reader)),
    }
    lines.join("\n") + "\n"
}

/// The way on from a run that is as it should be.
fn way_from(graded: &Graded, elsewhere: Elsewhere, reader: Reader) -> (&'static str, String) {
    let flag = words::flag(reader.submission);
    match (&graded.scenario, elsewhere) {
        (Some(scenario), Elsewhere::Failed(seed)) => {
            let again = format!("replay {} --seed {seed}{flag}", scenario_path(graded, &scenario.test));
            ("See it fail", words::command(&again))
        }
        _ => ("Check it", words::command(&format!("check {}{flag}", path(graded)))),
    }
}

/// A numbered line for each event of a run.
fn events_of_run(events: &[Event]) -> Vec<String> {
    let actors = events.iter().map(|event| event.actor.chars().count()).max().unwrap_or(0);
    let line = |(step, Event { at_ms, actor, what }): (usize, &Event)| {
        format!("   {step:>4}  {:>7}  {actor:<actors$}  {what}", format!("{at_ms} ms"))
    };
    (1..).zip(events).map(line).collect()
}

/// As `replay` wants it: `events::event::a_late_waiter_passes_at_once`.
fn scenario_path(graded: &Graded, test: &str) -> String {
    format!("{}::{test}", graded.pattern)
}

/// The hints of a part up to the one that was asked for.
pub fn hints(part: &Part, hints: &[String], upto: usize, width: usize) -> String {
    let of = hints.len();
    let mut text = String::new();
    for (index, hint) in hints.iter().take(upto).enumerate() {
        let lines = wrapped(hint, width.saturating_sub(9));
        text.push_str(&format!("\n {} of {of}  {}\n", index + 1, lines.join("\n         ")));
    }
    if upto < of {
        let more = words::command(&format!("hint {} {}", part.path(), upto + 1));
        text.push_str(&format!("\n{}\n", ways_on(&[("More help", more)], width).join("\n")));
    }
    text
}

/// What to look at first: what is wrong, in teaching order, and only then what nobody has worked on yet.
fn first_problem(graded: &[Graded]) -> Option<&Graded> {
    let left = || graded.iter().filter(|part| part.verdict != Verdict::Passed);
    left().find(|part| !is_open(part)).or_else(|| left().next())
}

/// Whether it is not wrong, but still to be done.
fn is_open(part: &Graded) -> bool {
    matches!(part.standing(), Standing::Unwritten | Standing::ToRepair | Standing::Waiting)
}

fn path(part: &Graded) -> String {
    format!("{}::{}", part.pattern, part.part)
}

/// ` ✗    failed  events::Event  A late waiter passes at once.`: never cut; what does not fit beside the names stands below.
fn standing_lines(part: &Graded, names: usize, columns: Option<usize>) -> Vec<String> {
    /// Columns in front of a name.
    const BEFORE: usize = 14;
    let standing = part.standing();
    let (sign, word, color) = style::of(standing);
    let name = path(part);
    let about = match (standing, &part.scenario, &part.verdict) {
        (Standing::Failed | Standing::ToRepair, Some(scenario), _) => scenario.claim.clone(),
        (_, _, Verdict::Waiting { on, lack, .. }) => words::needs(on, *lack),
        _ => String::new(),
    };
    let head = format!(" {} {}  {name}", paint(color, sign), paint(color, &format!("{word:>9}")));
    if about.is_empty() {
        return vec![head];
    }
    if columns.is_none_or(|columns| BEFORE + names + 2 + about.chars().count() <= columns) {
        let gap = " ".repeat(names - name.chars().count() + 2);
        return vec![format!("{head}{gap}{}", paint(Style::Dim, &about))];
    }
    let below = wrapped(&about, columns.map_or(usize::MAX, |columns| columns.saturating_sub(BEFORE)));
    let below = below.iter().map(|line| format!("{}{}", " ".repeat(BEFORE), paint(Style::Dim, line)));
    std::iter::once(head).chain(below).collect()
}

/// The next part to write, or to repair.
fn step(part: &Graded, width: usize) -> Vec<String> {
    let first = match &part.verdict {
        Verdict::Unwritten { step, .. } => Some(("First step", words::first_step(step))),
        Verdict::ToRepair => Some(("First step", words::TO_REPAIR.to_owned())),
        _ => None,
    };
    let mut ways = vec![("Open", place(part))];
    ways.extend(first);
    ways.extend([
        ("Check it", words::command(&format!("check {}", path(part)))),
        ("A hint", words::command(&format!("hint {}", path(part)))),
        ("The chapter", chapter(part)),
    ]);
    ways_on(&ways, width)
}

fn place(part: &Graded) -> String {
    format!("{}:{}", part.place.file, part.place.line)
}

/// The section about the misconception, where one is known.
fn chapter(part: &Graded) -> String {
    let section = match &part.verdict {
        Verdict::NotBuilt { cause: Some(cause), .. } => cause.section,
        Verdict::NotBuilt { given: Some(_), .. } | Verdict::SignatureChanged { .. } => Some(cause::GIVEN),
        _ => part.misconception.map(|misconception| misconception.section),
    };
    match section.and_then(|section| section.split_once('#')) {
        Some((chapter, section)) => format!("book/src/{chapter}.md#{section}"),
        None => format!("book/src/{}.md", part.pattern),
    }
}
