//! `cargo run -p checker`: the only place that prints.

use std::env;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use checker::again::{self, scenario_named};
use checker::args::{self, Command};
use checker::attempt::Schedules;
use checker::cargo::Cargo;
use checker::course::{Pattern, course_of};
use checker::dev::{self, Generated, Stale, Synced};
use checker::exit::Exit;
use checker::grade::{Memory, Setting, prepare};
use checker::hints::hints_of;
use checker::names::{Named, named};
use checker::next::next_after;
use checker::plan::Selection;
use checker::process;
use checker::report::{Reader, hints, onward, replay, report, words};
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
        Command::Check { what, submission, schedules, memory } => {
            return check(what.as_deref(), submission, schedules, memory);
        }
        Command::Replay { scenario, submission, seed } => return play_again(&scenario, submission, seed),
        Command::Hint { part, upto } => hint(&part, upto)?,
        Command::Reset { what } => reset(&what)?,
        Command::Sync { work } => {
            let (workspace, _, course) = open()?;
            let Synced { written, left } = dev::sync(&workspace, &course, work)?;
            say(&words::synced(&with_copies(&workspace, written), &left));
        }
        Command::Stale => {
            let (workspace, _, course) = open()?;
            let Stale { generated, work } = dev::stale(&workspace, &course)?;
            let names = |files: Vec<Generated>| files.into_iter().map(|(file, _)| file).collect::<Vec<_>>();
            let (generated, work) = (names(generated), names(work));
            say(&words::stale(&generated, &work));
            if !(generated.is_empty() && work.is_empty()) {
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

fn check(what: Option<&str>, submission: Submission, schedules: Schedules, memory: Memory) -> Result<Exit> {
    let (workspace, cargo, course) = open()?;
    let setting = Setting { workspace: &workspace, cargo: &cargo, course: &course };
    let selection = match what.map(|what| meant("check", what, &course)).transpose()? {
        None => Selection { pattern: None, part: None },
        Some(Named::Pattern(pattern)) => Selection { pattern: Some(&pattern.name), part: None },
        Some(Named::Part(pattern, part)) => {
            Selection { pattern: Some(&pattern.name), part: Some(&part.name) }
        }
    };
    // What is prepared is dropped here: nobody else can prepare anything as long as it is there.
    let graded = prepare(setting, selection, submission, say_error)?.grade(schedules, memory)?;
    let reader = Reader { width: width(), submission };
    say(&report(&graded, columns(), reader));
    let passed = graded.iter().all(|part| part.verdict == Verdict::Passed);
    if let (true, Some(_), Submission::Learner, Some(last)) = (passed, what, submission, graded.last()) {
        say(&onward(&next_after(last, setting, schedules, say_error)?, reader));
    }
    Ok(if passed { Exit::Passed } else { Exit::NotPassed })
}

fn play_again(scenario: &str, submission: Submission, seed: u64) -> Result<Exit> {
    let (workspace, cargo, course) = open()?;
    let setting = Setting { workspace: &workspace, cargo: &cargo, course: &course };
    let again::Named { pattern, part, test } = scenario_named(&workspace, &course, scenario)?;
    let selection = Selection { pattern: Some(&pattern.name), part: Some(&part.name) };
    let prepared = prepare(setting, selection, submission, say_error)?;
    let (graded, played) = prepared.replay(&test, seed)?;
    let elsewhere = prepared.elsewhere(&test)?;
    say(&replay(&graded, played.as_ref(), elsewhere, Reader { width: width(), submission }));
    Ok(if graded.verdict == Verdict::Passed { Exit::Passed } else { Exit::NotPassed })
}

fn meant<'a>(command: &str, name: &str, course: &'a [Pattern]) -> Result<Named<'a>> {
    named(command, name, course).map_err(anyhow::Error::msg)
}

fn hint(name: &str, upto: usize) -> Result<()> {
    let (workspace, _, course) = open()?;
    let part = match meant("hint", name, &course)? {
        Named::Pattern(pattern) => bail!(words::which_hint(pattern)),
        Named::Part(_, part) => part,
    };
    let all = hints_of(&workspace, part)?;
    // Not the nearest one: the last gives the most away, to somebody who did not ask for it.
    ensure!((1..=all.len()).contains(&upto), words::no_such_hint(part, all.len()));
    say(&hints(part, &all, upto, width()));
    Ok(())
}

fn reset(name: &str) -> Result<()> {
    let (workspace, _, course) = open()?;
    let (pattern, parts) = match meant("reset", name, &course)? {
        Named::Pattern(pattern) => (Some(pattern), pattern.parts.iter().collect::<Vec<_>>()),
        Named::Part(_, part) => (None, vec![part]),
    };
    let mut written = Vec::new();
    for part in parts {
        written.push((Workspace::source(Submission::Learner, part), dev::reset(&workspace, part)?));
    }
    if let Some(pattern) = pattern {
        written.extend(dev::reset_map(&workspace, pattern)?);
    }
    // A command has to work where it is typed.
    let is_root = env::current_dir().is_ok_and(|here| here == workspace.root);
    let typed = |file: &str| match is_root {
        true => file.to_owned(),
        false => workspace.path(file).display().to_string(),
    };
    let reset = |(file, kept): (String, Option<PathBuf>)| {
        let is_file = kept.as_ref().is_some_and(|kept| kept.is_file());
        let kept = kept.map(|kept| relative(&workspace, &kept));
        let copy = |kept: &String| words::copy(&typed(kept), &typed(&file));
        let way_back = kept.as_ref().filter(|_| is_file).map(copy);
        words::Reset { file, kept, way_back }
    };
    let written: Vec<_> = written.into_iter().map(reset).collect();
    say(&words::reset(&written));
    Ok(())
}

/// Files with the places of their copies, as messages name them.
fn with_copies(
    workspace: &Workspace,
    written: Vec<(String, Option<PathBuf>)>,
) -> Vec<(String, Option<String>)> {
    let kept = |kept: Option<PathBuf>| kept.map(|kept| relative(workspace, &kept));
    written.into_iter().map(|(file, copy)| (file, kept(copy))).collect()
}

/// A path as messages name it.
fn relative(workspace: &Workspace, path: &Path) -> String {
    path.strip_prefix(&workspace.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The columns to set a report for.
fn width() -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    wanted_columns().or_else(terminal).unwrap_or(WIDTHS.1).clamp(WIDTHS.0, WIDTHS.1)
}

/// The columns that there are for the line of a part. None into a pipe or a file, where a program may read line by line.
fn columns() -> Option<usize> {
    (wanted_columns().is_some() || std::io::stdout().is_terminal()).then(width)
}

fn wanted_columns() -> Option<usize> {
    env::var("COLUMNS").ok()?.parse().ok()
}

fn say(text: &str) {
    // Whoever closed the pipe has read enough.
    let _ = anstream::stdout().write_all(text.as_bytes());
}

fn say_error(text: &str) {
    // There is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}
