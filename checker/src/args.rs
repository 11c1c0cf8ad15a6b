//! What the user typed, as types.

use std::ffi::OsString;
use std::str::FromStr;

use lexopt::{Arg, Parser, ValueExt};

use crate::attempt::Schedules;
use crate::dev::Work;
use crate::grade::Memory;
use crate::names::most_alike;
use crate::report::words;
use crate::workspace::Submission;

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Grade what is named, or all.
    Check {
        /// A pattern or a part, as [`named`](crate::names::named) reads it.
        what: Option<String>,
        /// Whose code.
        submission: Submission,
        /// Under which schedules.
        schedules: Schedules,
        /// Whether what was found out before counts.
        memory: Memory,
    },
    /// Play one scenario again, and show it step by step.
    Replay {
        /// A scenario, as [`scenario_named`](crate::again::scenario_named) reads it.
        scenario: String,
        /// Whose code.
        submission: Submission,
        /// The schedule.
        seed: u64,
    },
    /// Show the hints of a part up to this one, counted from 1.
    Hint {
        /// A part, as [`named`](crate::names::named) reads it.
        part: String,
        /// How many; there may be fewer, and 0 is none of them.
        upto: usize,
    },
    /// Write fresh stubs; keeps a copy of what is there.
    Reset {
        /// A pattern or a part, as [`named`](crate::names::named) reads it.
        what: String,
    },
    /// For maintainers: write what is generated.
    Sync {
        /// What happens to a learner's work.
        work: Work,
    },
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

  cargo run -p checker                           check all patterns; this lists every part
  cargo run -p checker -- check events           check one pattern
  cargo run -p checker -- check events::Event    check one part
  cargo run -p checker -- hint events::Event     show a hint; add 2 or 3 for more
  cargo run -p checker -- reset events::Event    a fresh stub; your file is kept beside it
  cargo run -p checker -- reset events           fresh stubs of all parts of a pattern

  cargo run -p checker -- replay SCENARIO --seed N
                                                 play one scenario again, step by step, as a report names it;
                                                 without a seed in tokio's own order

  --schedules N  play every scenario under N schedules beside the nominal one; 200 if not said
  --fresh        play everything anew, also what has been found out before
  --solutions    check the reference solutions instead
  --help, --version

For maintainers:
  cargo run -p checker -- dev sync               write anew what is generated, but nothing over your work
  cargo run -p checker -- dev sync --overwrite   write stubs over your work too; it is kept beside them
  cargo run -p checker -- dev check              say whether all of it is current

Exit codes: 0 all passed, 1 something did not, 2 not used as above, 130 interrupted.
";

/// The options, without their dashes.
const OPTIONS: [&str; 7] = ["schedules", "fresh", "solutions", "seed", "overwrite", "help", "version"];

/// The commands that a learner uses.
const COMMANDS: [&str; 6] = ["check", "list", "replay", "hint", "reset", "help"];

/// Reads the arguments behind the program's name.
///
/// # Errors
/// In words for the user.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = Parser::from_args(arguments);
    let mut words: Vec<String> = Vec::new();
    let mut submission = Submission::Learner;
    let (mut count, mut seed, mut memory) = (None, None, Memory::Kept);
    let mut work = Work::Left;
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Arg::Long("solutions") => submission = Submission::Reference,
            Arg::Long("schedules") => count = Some(number("--schedules", &mut parser)?),
            Arg::Long("seed") => seed = Some(number("--seed", &mut parser)?),
            Arg::Long("fresh") => memory = Memory::Fresh,
            Arg::Long("overwrite") => work = Work::Overwritten,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Command::Version),
            Arg::Value(word) => words.push(word.string().map_err(|error| error.to_string())?),
            Arg::Long(option) => {
                let meant = most_alike(option, OPTIONS.into_iter()).map(|option| format!("--{option}"));
                return Err(format!(
                    "there is no option `--{option}`{}",
                    words::did_you_mean(meant.as_deref())
                ));
            }
            other => return Err(other.unexpected().to_string()),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_check = matches!(words[..], [] | ["check" | "list", ..]);
    let is_replay = matches!(words[..], ["replay", ..]);
    if submission == Submission::Reference && !is_check && !is_replay {
        return Err("`--solutions` goes with `check` and `replay`".into());
    }
    if count.is_some() && !is_check {
        return Err("`--schedules` goes with `check`".into());
    }
    if memory == Memory::Fresh && !is_check {
        return Err("`--fresh` goes with `check`".into());
    }
    if seed.is_some() && !is_replay {
        return Err("`--seed` goes with `replay`".into());
    }
    if work == Work::Overwritten && words != ["dev", "sync"] {
        return Err("`--overwrite` goes with `dev sync`".into());
    }
    let schedules = count.map_or(Schedules::USUAL, |count| Schedules::Explore { count, base: 0 });
    match words[..] {
        [] => Ok(Command::Check { what: None, submission, schedules, memory }),
        // What is checked is listed.
        ["check" | "list", ref what @ ..] => {
            Ok(Command::Check { what: name_of(what), submission, schedules, memory })
        }
        ["replay", ref scenario @ ..] => {
            let scenario =
                name_of(scenario).ok_or("which scenario? a report names it behind `See it again`")?;
            Ok(Command::Replay { scenario, submission, seed: seed.unwrap_or(0) })
        }
        ["hint", ref what @ ..] => {
            let (numbers, names): (Vec<&str>, Vec<&str>) = what.iter().partition(|word| is_number(word));
            let part = name_of(&names).ok_or("which part? for example `hint events::Event`")?;
            match numbers[..] {
                [] => Ok(Command::Hint { part, upto: 1 }),
                // Whatever does not fit is too much too.
                [number] => Ok(Command::Hint { part, upto: number.parse().unwrap_or(usize::MAX) }),
                _ => Err("one number is enough: it stands for the hints up to that one".into()),
            }
        }
        ["reset", ref what @ ..] => {
            let what = name_of(what).ok_or(
                "which part? for example `reset events::Event`, or `reset events` for all of a pattern",
            )?;
            Ok(Command::Reset { what })
        }
        ["dev", "sync"] => Ok(Command::Sync { work }),
        ["dev", "check"] => Ok(Command::Stale),
        ["dev", ..] => Err(format!("cannot understand `{}`", words.join(" "))),
        ["help", ..] => Ok(Command::Help),
        [word, ref rest @ ..] => match most_alike(word, COMMANDS.into_iter()) {
            Some(meant) => {
                let meant = [&[meant], rest].concat().join(" ");
                Err(format!("there is no command `{word}`{}", words::did_you_mean(Some(&meant))))
            }
            None => Err(format!(
                "there is no command `{word}`; for a pattern or a part, say `check {}`",
                words.join(" ")
            )),
        },
    }
}

/// `events::Event` of `events Event`: words are as good as colons.
fn name_of(words: &[&str]) -> Option<String> {
    (!words.is_empty()).then(|| words.join("::"))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|letter| letter.is_ascii_digit())
}

/// The number behind an option.
fn number<N: FromStr>(option: &str, parser: &mut Parser) -> Result<N, String> {
    let text = parser.value().map_err(|error| error.to_string())?;
    let text = text.string().map_err(|error| error.to_string())?;
    text.parse().map_err(|_| format!("`{text}` is not a number, and `{option}` takes one"))
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
    #[case::two_words("check events run_after", Some("events::run_after"), Submission::Learner)]
    #[case::list("list", None, Submission::Learner)]
    #[case::list_of_a_pattern("list events", Some("events"), Submission::Learner)]
    #[case::flag_first("--solutions check events::Event", Some("events::Event"), Submission::Reference)]
    fn what_to_check(#[case] line: &str, #[case] what: Option<&str>, #[case] submission: Submission) {
        let schedules = Schedules::USUAL;
        let (what, memory) = (what.map(str::to_owned), Memory::Kept);
        assert_eq!(parsed(line), Ok(Command::Check { what, submission, schedules, memory }));
    }

    #[test]
    fn how_many_schedules_and_which_one() {
        let schedules = Schedules::Explore { count: 1000, base: 0 };
        let submission = Submission::Learner;

        assert_eq!(
            parsed("check --schedules 1000"),
            Ok(Command::Check { what: None, submission, schedules, memory: Memory::Kept })
        );
        assert_eq!(
            parsed("replay events::it_is_so --seed 17"),
            Ok(Command::Replay { scenario: "events::it_is_so".into(), submission, seed: 17 })
        );
    }

    #[rstest]
    #[case::left("dev sync", Work::Left)]
    #[case::overwritten("dev sync --overwrite", Work::Overwritten)]
    fn what_happens_to_a_learners_work(#[case] line: &str, #[case] work: Work) {
        assert_eq!(parsed(line), Ok(Command::Sync { work }));
    }

    #[rstest]
    #[case::first("hint Event", "Event", 1)]
    #[case::number("hint events::Event 2", "events::Event", 2)]
    #[case::words("hint events event 2", "events::event", 2)]
    #[case::number_first("hint 2 events::Event", "events::Event", 2)]
    #[case::none("hint Event 0", "Event", 0)]
    #[case::more_than_a_number_can_say("hint Event 99999999999999999999999", "Event", usize::MAX)]
    fn a_hint_has_a_number_wherever_it_stands(#[case] line: &str, #[case] part: &str, #[case] upto: usize) {
        assert_eq!(parsed(line), Ok(Command::Hint { part: part.into(), upto }));
    }

    #[rstest]
    #[case::no_command("events", "there is no command `events`; for a pattern or a part, say `check events`")]
    #[case::no_option("--solution", "there is no option `--solution` (did you mean `--solutions`?)")]
    #[case::like_nothing("--quickly", "there is no option `--quickly`")]
    #[case::no_command_but_words(
        "events run_after",
        "there is no command `events`; for a pattern or a part, say `check events run_after`"
    )]
    #[case::like_a_command("chek events", "there is no command `chek` (did you mean `check events`?)")]
    #[case::fresh_without_check("replay events::it_is_so --fresh", "`--fresh` goes with `check`")]
    #[case::two_numbers("hint Event 1 2", "one number is enough: it stands for the hints up to that one")]
    #[case::number_alone("hint 2", "which part? for example `hint events::Event`")]
    #[case::too_much("dev a b", "cannot understand `dev a b`")]
    #[case::no_part("hint", "which part? for example `hint events::Event`")]
    #[case::wrong_flag("reset events --solutions", "`--solutions` goes with `check` and `replay`")]
    #[case::seed_without_replay("check --seed 3", "`--seed` goes with `replay`")]
    #[case::schedules_without_check("hint events::Event --schedules 3", "`--schedules` goes with `check`")]
    #[case::overwrite_without_sync("dev check --overwrite", "`--overwrite` goes with `dev sync`")]
    #[case::no_count("check --schedules many", "`many` is not a number, and `--schedules` takes one")]
    #[case::no_seed("replay events::it_is_so --seed -1", "`-1` is not a number, and `--seed` takes one")]
    #[case::no_scenario("replay --seed 3", "which scenario? a report names it behind `See it again`")]
    fn what_is_wrong_is_said(#[case] line: &str, #[case] error: &str) {
        assert_eq!(parsed(line), Err(error.to_owned()));
    }
}
