//! What the user typed, as types.

use std::ffi::OsString;

use lexopt::{Arg, Parser, ValueExt};

use crate::workspace::Submission;

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Grade what is named, or all.
    Check {
        /// A pattern, or a part as `pattern::part`.
        what: Option<String>,
        /// Whose code.
        submission: Submission,
    },
    /// Show the hints of a part up to this one, counted from 1.
    Hint {
        /// A part as `pattern::part`.
        part: String,
        /// How many.
        upto: usize,
    },
    /// Write a fresh stub of a pattern; keeps a copy of what is there.
    Reset {
        /// The pattern.
        pattern: String,
    },
    /// For maintainers: write what is generated from the solutions.
    Sync,
    /// For maintainers: say whether what is generated is current.
    Stale,
    /// Say how the checker is used.
    Help,
    /// Say which checker this is.
    Version,
}

/// How the checker is used.
pub const HELP: &str = "\
Grades the exercises.

  cargo run -p checker                           check all patterns
  cargo run -p checker -- check events           check one pattern
  cargo run -p checker -- check events::Event    check one part
  cargo run -p checker -- hint events::Event     show a hint; add 2 or 3 for more
  cargo run -p checker -- reset events           a fresh stub; your file is kept beside it

  --solutions    check the reference solutions instead
  --help, --version

For maintainers:
  cargo run -p checker -- dev sync               write the stubs and the seal of the tests anew
  cargo run -p checker -- dev check              say whether they are current

Exit codes: 0 all passed, 1 something did not, 2 not used as above, 130 interrupted.
";

/// Reads the arguments behind the program's name.
///
/// # Errors
/// In words for the user.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_args(arguments);
    let mut words: Vec<String> = Vec::new();
    let mut submission = Submission::Learner;
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Arg::Long("solutions") => submission = Submission::Reference,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Command::Version),
            Arg::Value(word) => words.push(word.string().map_err(|error| error.to_string())?),
            other => return Err(other.unexpected().to_string()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if submission == Submission::Reference && !matches!(words[..], [] | ["check", ..]) {
        return Err("`--solutions` goes with `check`".into());
    }
    match words[..] {
        [] | ["check"] => Ok(Command::Check { what: None, submission }),
        ["check", what] => Ok(Command::Check { what: Some(what.to_owned()), submission }),
        ["hint", part] => Ok(Command::Hint { part: part.to_owned(), upto: 1 }),
        ["hint", part, number] => match number.parse() {
            Ok(upto @ 1..) => Ok(Command::Hint { part: part.to_owned(), upto }),
            _ => Err(format!("`{number}` is not the number of a hint: 1, 2 or 3")),
        },
        ["reset", pattern] => Ok(Command::Reset { pattern: pattern.to_owned() }),
        ["dev", "sync"] => Ok(Command::Sync),
        ["dev", "check"] => Ok(Command::Stale),
        ["help"] => Ok(Command::Help),
        ["hint"] => Err("which part? for example `hint events::Event`".into()),
        ["reset"] => Err("which pattern? for example `reset events`".into()),
        ["check" | "hint" | "reset" | "dev", ..] => Err(format!("cannot understand `{}`", words.join(" "))),
        [word, ..] => {
            Err(format!("there is no command `{word}`; for a pattern or a part, say `check {word}`"))
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[rstest]
    #[case::nothing("", None, Submission::Learner)]
    #[case::check("check", None, Submission::Learner)]
    #[case::pattern("check events", Some("events"), Submission::Learner)]
    #[case::solutions("--solutions", None, Submission::Reference)]
    #[case::flag_first("--solutions check events::Event", Some("events::Event"), Submission::Reference)]
    fn what_to_check(#[case] line: &str, #[case] what: Option<&str>, #[case] submission: Submission) {
        assert_eq!(parsed(line), Ok(Command::Check { what: what.map(str::to_owned), submission }));
    }

    #[rstest]
    #[case::no_command("events", "there is no command `events`; for a pattern or a part, say `check events`")]
    #[case::no_option("--solution", "invalid option '--solution'")]
    #[case::no_number("hint events::Event x", "`x` is not the number of a hint: 1, 2 or 3")]
    #[case::zero("hint events::Event 0", "`0` is not the number of a hint: 1, 2 or 3")]
    #[case::too_much("check a b", "cannot understand `check a b`")]
    #[case::no_part("hint", "which part? for example `hint events::Event`")]
    #[case::wrong_flag("reset events --solutions", "`--solutions` goes with `check`")]
    fn what_is_wrong_is_said(#[case] line: &str, #[case] error: &str) {
        assert_eq!(parsed(line), Err(error.to_owned()));
    }
}
