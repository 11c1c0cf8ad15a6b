//! `cargo run -p checker`: the only place that prints.

use std::env;
use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, Result};
use checker::args::{self, Command};
use checker::attempt::Schedules;
use checker::cargo::Cargo;
use checker::course::{Part, Pattern, course_of};
use checker::dev;
use checker::exit::Exit;
use checker::grade::{Selection, prepare};
use checker::process;
use checker::report::{Reader, hints, replay, report, words};
use checker::verdict::Verdict;
use checker::workspace::{Submission, Workspace};

/// The narrowest and the widest that a report is set for; the widest is also for a pipe.
const WIDTHS: (usize, usize) = (40, 110);

fn main() -> ExitCode {
    process::catch_interrupts();
    let done = match args::parse(env::args_os().skip(1)) {
        Ok(command) => run(command),
        Err(error) => Err(anyhow::anyhow!("{error}\nsee `{}`", words::command("--help"))),
    };
    let exit = match done {
        // Whatever went wrong then, went wrong because of it.
        _ if process::is_interrupted() => Exit::Interrupted,
        Ok(exit) => exit,
        Err(error) => {
            say_error(&format!("error: {error:#}"));
            Exit::Usage
        }
    };
    exit.into()
}

fn run(command: Command) -> Result<Exit> {
    match command {
        Command::Help => say(args::HELP),
        Command::Version => say(concat!("checker ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Check { what, submission, schedules } => {
            return check(what.as_deref(), submission, schedules);
        }
        Command::Replay { scenario, submission, seed } => return play_again(&scenario, submission, seed),
        Command::Hint { part, upto } => hint(&part, upto)?,
        Command::Reset { pattern } => reset(&pattern)?,
        Command::Sync => {
            let (workspace, _, course) = open()?;
            let written = dev::sync(&workspace, &course)?;
            say(&written.iter().map(|file| format!("wrote {file}\n")).collect::<String>());
        }
        Command::Stale => {
            let (workspace, _, course) = open()?;
            let stale = dev::stale(&workspace, &course)?;
            say(&stale.iter().map(|file| format!("not current: {file}\n")).collect::<String>());
            if !stale.is_empty() {
                say(&format!("run `{}`\n", words::command("dev sync")));
                return Ok(Exit::NotPassed);
            }
        }
    }
    Ok(Exit::Passed)
}

/// The workspace around the working directory, and what it teaches.
fn open() -> Result<(Workspace, Cargo, Vec<Pattern>)> {
    let here = env::current_dir().context("cannot tell which folder this is")?;
    let workspace = Workspace::around(&here).with_context(|| words::outside_the_course(&here))?;
    let cargo = Cargo::open(&workspace.root)?;
    let course = course_of(&cargo.metadata)?;
    Ok((workspace, cargo, course))
}

fn check(what: Option<&str>, submission: Submission, schedules: Schedules) -> Result<Exit> {
    let (workspace, cargo, course) = open()?;
    let selection = selected(what, &course)?;
    let graded = prepare(&workspace, &cargo, &course, selection, submission, say_error)?.play(schedules)?;
    say(&report(&graded, Reader { width: width(), submission }));
    let passed = graded.iter().all(|part| part.verdict == Verdict::Passed);
    Ok(if passed { Exit::Passed } else { Exit::NotPassed })
}

fn play_again(scenario: &str, submission: Submission, seed: u64) -> Result<Exit> {
    let (workspace, cargo, course) = open()?;
    let (name, test) = scenario.split_once("::").with_context(|| words::which_scenario(scenario))?;
    let selection = Selection { pattern: Some(&pattern_named(name, &course)?.name), part: None };
    let prepared = prepare(&workspace, &cargo, &course, selection, submission, say_error)?;
    let (graded, played) = prepared.replay(test, seed)?;
    say(&replay(&graded, played.as_ref(), Reader { width: width(), submission }));
    Ok(if graded.verdict == Verdict::Passed { Exit::Passed } else { Exit::NotPassed })
}

/// What `events` or `events::Event` selects.
fn selected<'a>(what: Option<&'a str>, course: &[Pattern]) -> Result<Selection<'a>> {
    let Some(what) = what else {
        return Ok(Selection { pattern: None, part: None });
    };
    let (name, part) = what.split_once("::").map_or((what, None), |(pattern, part)| (pattern, Some(part)));
    let pattern = pattern_named(name, course)?;
    if let Some(part) = part {
        part_named(part, pattern)?;
    }
    Ok(Selection { pattern: Some(name), part })
}

fn pattern_named<'a>(name: &str, course: &'a [Pattern]) -> Result<&'a Pattern> {
    let found = course.iter().find(|pattern| pattern.name == name);
    found.with_context(|| words::no_such_pattern(name, course))
}

fn part_named<'a>(name: &str, pattern: &'a Pattern) -> Result<&'a Part> {
    let found = pattern.parts.iter().find(|part| part.name == name);
    found.with_context(|| words::no_such_part(name, pattern))
}

fn hint(path: &str, upto: usize) -> Result<()> {
    let (_, _, course) = open()?;
    let (pattern, part) = path.split_once("::").map_or((path, None), |(pattern, part)| (pattern, Some(part)));
    let pattern = pattern_named(pattern, &course)?;
    let part = part_named(part.with_context(|| words::which_hint(pattern))?, pattern)?;
    say(&hints(part, upto, width()));
    Ok(())
}

fn reset(name: &str) -> Result<()> {
    let (workspace, _, course) = open()?;
    let pattern = pattern_named(name, &course)?;
    let copy = dev::reset(&workspace, &pattern.name)?;
    let copy = copy.as_deref().map(|copy| copy.strip_prefix(&workspace.root).unwrap_or(copy));
    say(&words::fresh_again(&Workspace::source(Submission::Learner, name), copy));
    Ok(())
}

/// The columns to set a report for.
fn width() -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(terminal).unwrap_or(WIDTHS.1).clamp(WIDTHS.0, WIDTHS.1)
}

fn say(text: &str) {
    // Whoever closed the pipe has read enough.
    let _ = anstream::stdout().write_all(text.as_bytes());
}

fn say_error(text: &str) {
    // There is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}
