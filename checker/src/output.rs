//! What a test process wrote: the panics in it, and what the learner printed. The stage writes a line where it begins a run,
//! so that each run has its own piece of it.

/// A panic, as Rust's default hook reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panic {
    /// Where: the file relative to the root, with `/`.
    pub file: String,
    /// Where: the line, counted from 1.
    pub line: usize,
    /// What it said, without the lines that only the tools add.
    pub message: String,
}

/// In front of what is written during the run of a schedule.
pub const MARK: &str = "stage: schedule ";

/// In front of the frames of a panic, which Rust prints unasked when a destructor panics during another panic.
const BACKTRACE: &str = "stack backtrace:";

/// What was written in the run of this schedule and, if it was the last, behind it; everything if no scenario was played.
pub fn of_run(output: &str, seed: u64) -> &str {
    let Some(begin) = output.find(&format!("{MARK}{seed}\n")) else {
        return output;
    };
    let rest = &output[begin..];
    rest[MARK.len()..].find(MARK).map_or(rest, |end| &rest[..MARK.len() + end])
}

/// All panics, in the order in which they happened.
pub fn panics_in(output: &str) -> Vec<Panic> {
    let mut panics = Vec::new();
    let mut lines = output.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((file, line)) = place_of(line) else {
            continue;
        };
        let mut message: Vec<&str> = Vec::new();
        let is_message = |line: &&str| place_of(line).is_none() && !is_chatter(line) && *line != BACKTRACE;
        while let Some(line) = lines.next_if(is_message) {
            message.push(line);
        }
        panics.push(Panic { file, line, message: message.join("\n").trim().to_owned() });
    }
    panics
}

/// What the learner printed, line by line: all that neither the test harness nor a panic wrote.
pub fn prints_in(output: &str) -> Vec<String> {
    let mut prints = Vec::new();
    let mut in_panic = false;
    // Behind this line the harness only repeats names.
    for line in output.lines().take_while(|line| *line != "failures:") {
        if place_of(line).is_some() {
            in_panic = true;
            continue;
        }
        if is_chatter(line) {
            in_panic = false;
            // The harness writes a test's name and no line break: what follows may be the learner's.
            let rest = line.strip_prefix("test ").and_then(|line| line.split_once(" ... "));
            if let Some((_, rest)) = rest
                && !["", "ok", "FAILED", "ignored"].contains(&rest)
                && place_of(rest).is_none()
            {
                prints.push(rest.to_owned());
            }
            continue;
        }
        if !in_panic && line != "ok" && line != "FAILED" {
            prints.push(line.to_owned());
        }
    }
    while prints.last().is_some_and(|line| line.trim().is_empty()) {
        prints.pop();
    }
    prints.drain(..prints.iter().take_while(|line| line.trim().is_empty()).count());
    prints
}

/// The place in `thread 'main' (17) panicked at src/lib.rs:7:5:`.
fn place_of(line: &str) -> Option<(String, usize)> {
    let (head, place) = line.split_once(" panicked at ")?;
    if !head.contains("thread '") {
        return None;
    }
    let mut fields = place.strip_suffix(':')?.rsplitn(3, ':');
    let (_column, line, file) = (fields.next()?, fields.next()?, fields.next()?);
    // Windows writes `\`; the reference's tests are reached by way of its own folder.
    let file = file.replace('\\', "/");
    let file = file.rfind("/../exercises/").map_or(file.as_str(), |at| &file[at + "/../".len()..]);
    Some((file.to_owned(), line.parse().ok()?))
}

/// Lines of libtest and of the panic hook.
fn is_chatter(line: &str) -> bool {
    let begins = |start: &str| line.starts_with(start);
    (begins("running ") && (line.ends_with(" tests") || line.ends_with(" test")))
        || (begins("test ") && line.contains(" ... "))
        || begins("test result: ")
        || begins("note: run with `RUST_BACKTRACE")
        || begins("failures:")
        || begins("error: test failed")
        || begins(MARK)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "
running 2 tests
test event::a_late_waiter ... hello from my code
and again

thread 'event::a_late_waiter' (17) panicked at exercises/events/src/lib.rs:7:5:
not yet implemented: count,
then wait
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace

thread 'main' panicked at solutions/events/tests/../../../exercises/events/tests/events/event.rs:9:5:
a task panicked at exercises/events/src/lib.rs:7:5
FAILED
test zzz_reached_the_end ... ok

failures:

failures:
    event::a_late_waiter
";

    #[test]
    fn panics_are_found_with_place_and_message() {
        let panics = panics_in(OUTPUT);

        assert_eq!(panics.len(), 2);
        assert_eq!((panics[0].file.as_str(), panics[0].line), ("exercises/events/src/lib.rs", 7));
        assert_eq!(panics[0].message, "not yet implemented: count,\nthen wait");
        assert_eq!(panics[1].file, "exercises/events/tests/events/event.rs");
    }

    #[test]
    fn what_the_learner_printed_is_told_from_the_rest() {
        let prints = prints_in(OUTPUT);

        assert_eq!(prints, ["hello from my code", "and again"]);
    }

    #[test]
    fn each_run_has_its_own_piece() {
        let output =
            "test a ... \nstage: schedule 0\none\n\nstage: schedule 17\ntwo\n\nstage: schedule 18\nthree\n";

        assert_eq!(prints_in(of_run(output, 0)), ["one"]);
        assert_eq!(prints_in(of_run(output, 17)), ["two"]);
        assert_eq!(prints_in(of_run(output, 18)), ["three"]);
        assert_eq!(prints_in(of_run("four", 0)), ["four"]);
    }

    #[test]
    fn the_frames_of_a_panic_are_neither_its_message_nor_a_print() {
        let output = "\
thread 'a' panicked at exercises/events/src/lib.rs:7:5:
no room
stack backtrace:
   0: rust_begin_unwind
             at /rustc/library/std/src/panicking.rs:689:5
";

        assert_eq!(panics_in(output)[0].message, "no room");
        assert!(prints_in(output).is_empty());
    }

    #[test]
    fn a_line_about_a_panic_is_not_one() {
        assert_eq!(panics_in("my task panicked at noon: bad luck"), []);
    }
}
