//! From what a test left behind to a verdict. Pure: no file, no clock, no terminal.

use timeline::{Ending, Run, Timeline, first_difference};

use crate::attempt::{Attempt, Played};
use crate::output::{Panic, of_run as written_in, panics_in};
use crate::process::End;
use crate::source;
use crate::verdict::Verdict;

/// How `todo!` begins its message (`std::todo` docs).
const TODO: &str = "not yet implemented";

/// The code that is judged.
#[derive(Debug, Clone, Copy)]
pub struct Code<'a> {
    /// Its file, relative to the root, with `/`.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The part that is judged.
    pub part: &'a str,
}

/// What to conclude from an attempt at a scenario.
///
/// The order of the questions matters: what the learner's own code says of itself comes before what follows from it.
pub fn judge(expected: Option<&Timeline>, attempt: &Attempt, code: Code<'_>) -> Verdict {
    let finished = &attempt.finished;
    if finished.end == End::Flooded {
        return Verdict::Flooded;
    }
    if attempt.signed_off {
        return Verdict::Passed;
    }
    let run = telling(expected, attempt).map(|played| &played.run);
    let panics = panics_in(written_in(&finished.output, run.map_or(0, |run| run.seed)));
    if let Some(panic) = panics.iter().find(|panic| panic.file == code.file) {
        return of_panic(panic);
    }
    let verdict = match run {
        Some(run) => of_run(expected, run, finished.end, &panics),
        None => of_process(finished.end, &panics),
    };
    // A blocked thread has many faces: the clock stands still, so that everything seems to happen at once. How far it
    // comes depends on the machine, so nothing of that is shown.
    let blocks = || source::blocking_call(code.text, source::lines_of(code.text, code.part)?);
    match (verdict, blocks()) {
        (verdict @ Verdict::ExitedEarly { .. }, _) | (verdict, None) => verdict,
        (_, line @ Some(_)) => Verdict::BlockedThread { actual: None, line },
    }
}

/// The run to speak of: the first with which something is wrong, else the last.
pub fn telling<'a>(expected: Option<&Timeline>, attempt: &'a Attempt) -> Option<&'a Played> {
    let is_wrong = |played: &&Played| {
        let Run { timeline, ending, .. } = &played.run;
        *ending != Ending::Done || expected.is_some_and(|expected| expected != timeline)
    };
    attempt.runs.iter().find(is_wrong).or(attempt.runs.last())
}

/// The learner's code panicked.
fn of_panic(panic: &Panic) -> Verdict {
    match panic.message.strip_prefix(TODO) {
        Some(step) => Verdict::Unwritten { step: step.trim_start_matches(": ").to_owned(), line: panic.line },
        None => Verdict::Panicked { line: panic.line, message: panic.message.clone() },
    }
}

/// A scenario was played.
fn of_run(expected: Option<&Timeline>, run: &Run, end: End, panics: &[Panic]) -> Verdict {
    let actual = run.timeline.clone();
    match run.ending {
        Ending::Stuck => Verdict::Stuck { actual },
        Ending::Busy => Verdict::BusyLoop { actual },
        Ending::Blocked => Verdict::BlockedThread { actual: Some(actual), line: None },
        Ending::Panicked => match panics.first() {
            Some(panic) => broken_law(panic, Some(actual)),
            None => of_process(end, panics),
        },
        Ending::Done => {
            match (expected.and_then(|expected| first_difference(expected, &actual)), panics.first()) {
                (Some(difference), _) => Verdict::Differs { actual, difference },
                (None, Some(panic)) => broken_law(panic, Some(actual)),
                // The run was all right, and the process did not come to its end.
                (None, None) => of_process(end, panics),
            }
        }
    }
}

/// No scenario was played to its end: the test polls by hand, or the process ended first.
fn of_process(end: End, panics: &[Panic]) -> Verdict {
    match (end, panics.first()) {
        (_, Some(panic)) => broken_law(panic, None),
        (End::TimedOut, None) => Verdict::TimedOut,
        (End::Exited(code), None) => Verdict::ExitedEarly { code },
        (End::Flooded, None) => Verdict::Flooded,
    }
}

fn broken_law(panic: &Panic, actual: Option<Timeline>) -> Verdict {
    Verdict::BrokenLaw { law: law_in(&panic.message), place: (panic.file.clone(), panic.line), actual }
}

/// What an assertion says must hold, without what the macros of std and tokio-test put in front.
fn law_in(message: &str) -> String {
    let mut law = message.trim();
    for macros in ["assertion `left == right` failed: ", "assertion `left != right` failed: ", "pending; "] {
        law = law.strip_prefix(macros).unwrap_or(law);
    }
    if let Some((_value, words)) = law.strip_prefix("ready; value = ").and_then(|rest| rest.rsplit_once("; "))
    {
        law = words;
    }
    let (words, values) = law.split_once('\n').unwrap_or((law, ""));
    let value =
        |side: &str| values.lines().find_map(|line| line.trim().strip_prefix(side).map(str::to_owned));
    match (value("left: "), value("right: ")) {
        (Some(left), Some(right)) => format!("{words}: {left} instead of {right}"),
        _ => law.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::process::Finished;

    const CODE: Code<'_> = Code { file: "exercises/events/src/lib.rs", text: "fn set() {\n}\n", part: "set" };

    fn ended(end: End, output: &str) -> Attempt {
        Attempt { finished: Finished { end, output: output.into() }, runs: vec![], signed_off: false }
    }

    fn table(rows: &str) -> Timeline {
        format!("time  ann\n{rows}").parse().expect("a table")
    }

    fn played(rows: &str, ending: Ending) -> Attempt {
        let failed = "thread 'main' panicked at exercises/events/tests/events/set.rs:1:1:\nsnapshot";
        Attempt { runs: vec![run(rows, ending, 0)], ..ended(End::Exited(Some(101)), failed) }
    }

    fn run(rows: &str, ending: Ending, seed: u64) -> Played {
        Played { run: Run { timeline: table(rows), ending, seed }, events: vec![], semaphores: 0 }
    }

    #[test]
    fn only_a_process_that_signed_off_passes() {
        let exited = ended(End::Exited(Some(0)), "test result: ok. 2 passed");
        let signed_off = Attempt { signed_off: true, ..exited.clone() };

        assert_eq!(judge(None, &exited, CODE), Verdict::ExitedEarly { code: Some(0) });
        assert_eq!(judge(None, &signed_off, CODE), Verdict::Passed);
    }

    #[test]
    fn a_todo_in_the_learners_file_is_unwritten_with_its_step() {
        let output =
            "thread 'main' panicked at exercises/events/src/lib.rs:2:5:\nnot yet implemented: set it";

        let verdict = judge(None, &ended(End::Exited(Some(101)), output), CODE);

        assert_eq!(verdict, Verdict::Unwritten { step: "set it".into(), line: 2 });
    }

    #[test]
    fn a_panic_of_the_learners_comes_before_what_follows_from_it() {
        let mut attempt = played("1 ms  goes", Ending::Stuck);
        attempt
            .finished
            .output
            .insert_str(0, "thread 'x' panicked at exercises/events/src/lib.rs:7:5:\nno\n");

        let verdict = judge(Some(&table("2 ms  goes")), &attempt, CODE);

        assert_eq!(verdict, Verdict::Panicked { line: 7, message: "no".into() });
    }

    #[test]
    fn a_run_that_ended_is_compared() {
        let verdict = judge(Some(&table("2 ms  goes")), &played("1 ms  goes", Ending::Done), CODE);

        assert!(matches!(verdict, Verdict::Differs { difference, .. } if difference.at_ms == 1));
    }

    #[test]
    fn a_run_under_another_schedule_counts_when_the_first_was_right() {
        let mut attempt = played("2 ms  goes", Ending::Done);
        attempt.runs.push(run("2 ms  goes", Ending::Stuck, 17));
        let expected = table("2 ms  goes");

        assert_eq!(judge(Some(&expected), &attempt, CODE), Verdict::Stuck { actual: table("2 ms  goes") });
        assert_eq!(telling(Some(&expected), &attempt).map(|played| played.run.seed), Some(17));
    }

    #[test]
    fn a_first_run_that_is_wrong_counts_though_another_is_right() {
        let mut attempt = played("1 ms  goes", Ending::Done);
        attempt.runs.push(run("2 ms  goes", Ending::Done, 17));

        let verdict = judge(Some(&table("2 ms  goes")), &attempt, CODE);

        assert!(matches!(verdict, Verdict::Differs { difference, .. } if difference.at_ms == 1));
    }

    #[rstest]
    #[case::stuck(Ending::Stuck, Verdict::Stuck { actual: table("1 ms  goes") })]
    #[case::busy(Ending::Busy, Verdict::BusyLoop { actual: table("1 ms  goes") })]
    #[case::blocked(Ending::Blocked, Verdict::BlockedThread { actual: Some(table("1 ms  goes")), line: None })]
    fn a_run_that_did_not_end_is_named(#[case] ending: Ending, #[case] verdict: Verdict) {
        assert_eq!(judge(None, &played("1 ms  goes", ending), CODE), verdict);
    }

    #[test]
    fn a_failed_run_of_code_that_blocks_is_a_blocked_thread() {
        let code = Code { text: "fn set() {\n    std::thread::sleep(d);\n}\n", ..CODE };

        let verdict = judge(Some(&table("2 ms  goes")), &played("0 ms  goes", Ending::Done), code);

        assert_eq!(verdict, Verdict::BlockedThread { actual: None, line: Some(2) });
    }

    #[test]
    fn too_much_output_counts_even_if_the_test_came_to_its_end() {
        let attempt = Attempt { signed_off: true, ..ended(End::Flooded, "") };

        assert_eq!(judge(None, &attempt, CODE), Verdict::Flooded);
    }

    #[rstest]
    #[case::equal(
        "assertion `left == right` failed: as many\n  left: 1\n right: 2",
        "as many: 1 instead of 2"
    )]
    #[case::pending("pending; the event is set", "the event is set")]
    #[case::ready("ready; value = (); the event is not set", "the event is not set")]
    #[case::plain("it must wait", "it must wait")]
    fn a_law_is_told_without_the_macros(#[case] message: &str, #[case] law: &str) {
        assert_eq!(law_in(message), law);
    }
}
