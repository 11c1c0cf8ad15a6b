//! What the learner's code printed: everything that a test process wrote to standard output and standard error, except the
//! lines of the test harness. The stage prints a mark where the test begins, where it ends, and where each run begins.

use serde_json::{Value, json};
use timeline::record::{MarkAt, mark};

/// The test that each test program ends with; see `stage::test_program`.
pub(crate) const LAST: &str = "zzz_reached_the_end";

/// What std writes to standard error when a program overflows its stack or panics while it unwinds: how the text begins,
/// and what follows. It differs from run to run, because it contains thread ids.
const LAST_WORDS: [(&str, &str); 4] = [
    ("\nthread '", " has overflowed its stack\n"),
    ("\nfatal runtime error: ", "\n"),
    ("thread caused non-unwinding panic. aborting.\n", ""),
    ("thread panicked while processing panic. aborting.\n", ""),
];

/// What a test printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// Outside of any run.
    before: String,
    /// In each run that is kept, with the seed of its schedule, in order.
    runs: Vec<(u64, String)>,
}

impl Printed {
    /// The part of the output of a process that this test printed.
    pub fn of(output: &str, test: &str, nonce: &str) -> Printed {
        let (begin, run, end) =
            (mark(nonce, MarkAt::Begin), mark(nonce, MarkAt::Run), mark(nonce, MarkAt::End));
        // libtest writes `test NAME ... ` before a test and the outcome after it. So the first mark is followed by the
        // outcome of the first test, and the last mark is preceded by the name of the last test.
        let rest = output.split_once(&begin).map_or(output, |(_, rest)| rest);
        let rest = rest.strip_prefix(&format!("ok\ntest {test} ... ")).unwrap_or(rest);
        let rest = match rest.rsplit_once(&end) {
            Some((rest, _)) => {
                let rest = rest.strip_suffix(&format!("test {LAST} ... ")).unwrap_or(rest);
                ["ok\n", "FAILED\n"].iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest)
            }
            None => without_last_words(rest),
        };
        let mut pieces = rest.split(&run);
        let before = pieces.next().unwrap_or_default().to_owned();
        let runs = pieces.filter_map(|piece| {
            let (seed, printed) = piece.split_once('\n')?;
            Some((seed.parse().ok()?, printed.to_owned()))
        });
        Printed { before, runs: runs.collect() }
    }

    /// As a value that [`from_json`](Printed::from_json) reads again.
    pub fn json(&self) -> Value {
        json!({"before": self.before, "runs": self.runs})
    }

    /// From its value. `None` when it is not one.
    pub fn from_json(json: &Value) -> Option<Printed> {
        let run = |run: &Value| Some((run[0].as_u64()?, run[1].as_str()?.to_owned()));
        Some(Printed {
            before: json["before"].as_str()?.to_owned(),
            runs: json["runs"].as_array()?.iter().map(run).collect::<Option<_>>()?,
        })
    }

    /// The lines printed in the run of this schedule, and after it if it was the last. All lines if no scenario was
    /// played.
    pub fn in_run(&self, seed: u64) -> Vec<String> {
        let of_run = self.runs.iter().rfind(|(other, _)| *other == seed);
        let text = match of_run {
            Some((_, printed)) => printed.as_str(),
            None if self.runs.is_empty() => &self.before,
            None => "",
        };
        let lines: Vec<&str> = text.lines().collect();
        let is_blank = |line: &&&str| line.trim().is_empty();
        let end = lines.len() - lines.iter().rev().take_while(is_blank).count();
        lines[..end].iter().skip_while(is_blank).map(|line| (*line).to_owned()).collect()
    }
}

/// The output of a process that was aborted, without the lines that std adds.
fn without_last_words(output: &str) -> &str {
    let begins = LAST_WORDS.iter().filter_map(|(begin, goes_on)| {
        let at = output.rfind(begin)?;
        output[at + begin.len()..].contains(goes_on).then_some(at)
    });
    // They are the last lines of the output.
    let is_last = |at: &usize| output[*at..].trim_start().lines().count() <= 4;
    begins.filter(is_last).min().map_or(output, |at| &output[..at])
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const HEAD: &str = "\nrunning 3 tests\ntest _begins ... \nstage 7-a: begin\nok\ntest event::is_late ... ";

    const TAIL: &str = "test zzz_reached_the_end ... \nstage 7-a: end\nok\n\nfailures:\n    event::is_late\n";

    fn printed(output: &str) -> Printed {
        Printed::of(output, "event::is_late", "7-a")
    }

    #[rstest]
    #[case::passed("hello\nand again\n", "ok\n", &["hello", "and again"])]
    #[case::failed("hello\n", "FAILED\n", &["hello"])]
    #[case::nothing("", "FAILED\n", &[])]
    #[case::no_line_break("hello ", "FAILED\n", &["hello "])]
    #[case::like_the_harness(
        "failures:\nok\nrunning 3 tests\ntest a ... ok\nFAILED\n", "FAILED\n",
        &["failures:", "ok", "running 3 tests", "test a ... ok", "FAILED"]
    )]
    #[case::like_a_panic(
        "thread 'a' (1) panicked at src/lib.rs:7:5:\nno\nlast\n", "ok\n",
        &["thread 'a' (1) panicked at src/lib.rs:7:5:", "no", "last"]
    )]
    #[case::like_a_mark("\nstage 1-a: end\nlast\n", "ok\n", &["stage 1-a: end", "last"])]
    fn whatever_is_printed_is_told_from_the_harness(
        #[case] prints: &str,
        #[case] ended: &str,
        #[case] lines: &[&str],
    ) {
        assert_eq!(printed(&format!("{HEAD}{prints}{ended}{TAIL}")).in_run(0), lines);
        assert_eq!(printed(&format!("{HEAD}{prints}")).in_run(0), lines, "and then the process is killed");
    }

    #[test]
    fn each_run_has_its_own_piece() {
        let runs =
            "\nstage 7-a: schedule 0\none\n\nstage 7-a: schedule 17\ntwo\n\nstage 7-a: schedule 18\nthree\n";
        let printed = printed(&format!("{HEAD}{runs}FAILED\n{TAIL}"));

        assert_eq!([0, 17, 18, 9].map(|seed| printed.in_run(seed).concat()), ["one", "two", "three", ""]);
    }

    #[rstest]
    #[case::overflow(
        "\nthread 'main' (4711) has overflowed its stack\nfatal runtime error: stack overflow, aborting\n"
    )]
    #[case::panic_in_a_destructor("thread caused non-unwinding panic. aborting.\n")]
    fn what_std_says_at_the_end_is_not_the_learners(#[case] words: &str) {
        assert_eq!(printed(&format!("{HEAD}one\n{words}")).in_run(0), ["one"]);
    }
}
