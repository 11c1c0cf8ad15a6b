//! The answers to what was typed: to a name that names nothing or too much, a hint that does not exist, a reset.

use super::{command, listed};
use crate::again::Elsewhere;
use crate::course::{Part, Pattern};
use crate::workspace::Submission;

/// A line for each way to call a command: `check events::Event` and its like.
fn calls(command_word: &str, names: impl IntoIterator<Item = String>) -> String {
    names.into_iter().map(|name| format!("\n  {}", command(&format!("{command_word} {name}")))).collect()
}

/// What goes behind a command about this code.
pub fn flag(submission: Submission) -> &'static str {
    match submission {
        Submission::Learner => "",
        Submission::Reference => " --solutions",
    }
}

/// When a pattern is named that does not exist, and no part is of that name.
pub fn no_such_pattern(name: &str, meant: Option<&str>, course: &[Pattern]) -> String {
    let patterns = listed(course.iter().map(|pattern| &pattern.name));
    format!("there is no pattern or part `{name}`{}; the patterns are {patterns}", did_you_mean(meant))
}

/// When something is named that is much like something that exists.
pub fn did_you_mean(meant: Option<&str>) -> String {
    meant.map(|meant| format!(" (did you mean `{meant}`?)")).unwrap_or_default()
}

/// When a part is named that does not exist.
pub fn no_such_part(name: &str, meant: Option<&str>, pattern: &Pattern) -> String {
    let parts = listed(pattern.parts.iter().map(|part| &part.name));
    format!("`{}` has no part `{name}`{}; it has {parts}", pattern.name, did_you_mean(meant))
}

/// When parts of several patterns have the name.
pub fn several_parts<'a>(for_what: &str, name: &str, parts: impl Iterator<Item = &'a Part>) -> String {
    format!("which `{name}`?{}", calls(for_what, parts.map(Part::path)))
}

/// When two patterns are named in one command.
pub fn one_at_a_time(for_what: &str, one: &Pattern, other: &Pattern) -> String {
    format!("one at a time:{}", calls(for_what, [one.name.clone(), other.name.clone()]))
}

/// When something behind a part is named: a method, or a scenario.
pub fn more_than_a_part(for_what: &str, name: &str, part: &Part) -> String {
    let scenario = match for_what {
        "check" => format!("\nand `replay` one scenario:{}", calls("replay", [name.to_owned()])),
        _ => String::new(),
    };
    format!(
        "`{name}` is more than a part; `{for_what}` takes a whole part:{}{scenario}",
        calls(for_what, [part.path()])
    )
}

/// When a scenario is named that does not exist.
pub fn no_such_scenario(name: &str, meant: Option<&str>) -> String {
    format!("there is no scenario `{name}`{}; a report names one behind `See it again`", did_you_mean(meant))
}

/// When a name stands for several scenarios, or for a part.
pub fn which_scenario(name: &str, scenarios: impl Iterator<Item = String>) -> String {
    format!("which scenario of `{name}`?{}", calls("replay", scenarios))
}

/// When a hint is asked for a pattern.
pub fn which_hint(pattern: &Pattern) -> String {
    format!("a hint is for one part:{}", calls("hint", pattern.parts.iter().map(Part::path)))
}

/// When a part has no hint of the number that is asked for.
pub fn no_such_hint(part: &Part, of: usize) -> String {
    format!("the hints of `{}` are numbered 1 to {of}", part.path())
}

/// A file that is as it came again, and where the learner's is kept, unless it was a stub itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reset {
    /// Its name, relative to the root.
    pub file: String,
    /// That of the learner's, relative to the root.
    pub kept: Option<String>,
    /// What to type to have the learner's back, where that is a file.
    pub way_back: Option<String>,
}

/// When files are as they came again.
pub fn reset(files: &[Reset]) -> String {
    let one = |Reset { file, kept, way_back }: &Reset| {
        let kept = kept.as_ref().map(|kept| format!(" Your version is in {kept}."));
        let way_back = way_back.as_ref().map(|command| format!("  To take it back: {command}\n"));
        format!("Reset {file}.{}\n{}", kept.unwrap_or_default(), way_back.unwrap_or_default())
    };
    files.iter().map(one).collect()
}

/// Copies a file over another one, in a shell and in PowerShell.
pub fn copy(from: &str, to: &str) -> String {
    let quoted = |path: &str| if path.contains(' ') { format!("\"{path}\"") } else { path.to_owned() };
    format!("cp {} {}", quoted(from), quoted(to))
}

/// When a run that is played again is as it should be, with what is known of the other schedules. A test by hand has
/// none.
pub fn replay_passed(elsewhere: Option<Elsewhere>) -> String {
    let others = match elsewhere {
        None => String::new(),
        Some(Elsewhere::Failed(seed)) => format!(" Seed {seed} failed: see it with `--seed {seed}`."),
        Some(Elsewhere::Passed(others)) => {
            format!(" So are the {others} other schedules that `check` plays.")
        }
        Some(Elsewhere::Unknown) => {
            " No other schedule was played, and this scenario may fail in one: `check` plays them.".to_owned()
        }
    };
    format!("This run is as it should be.{others}")
}
