//! From what a test left behind to a verdict. Pure: no file, no clock, no terminal.

use timeline::record::{Message, Panic, Place, Played, Thread};
use timeline::{Ending, Run, Timeline, first_difference};

use crate::attempt::Attempt;
use crate::course::Pattern;
use crate::process::End;
use crate::shapes;
use crate::source;
use crate::verdict::{Blocking, Lack, Left, Verdict};

/// How `todo!` begins its message (`std::todo` docs).
const TODO: &str = "not yet implemented";

/// The code that is judged.
#[derive(Debug, Clone, Copy)]
pub struct Code<'a> {
    /// The pattern that it is of.
    pub pattern: &'a Pattern,
    /// The folder of that pattern's code, relative to the root, with `/` and one at its end.
    pub src: &'a str,
    /// The file of the part that is judged, relative to that folder.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// What to conclude from an attempt at a scenario.
///
/// The order of the questions matters: what the learner's own code says of itself comes before what follows from it.
pub fn judge(expected: Option<&Timeline>, attempt: &Attempt, code: Code<'_>) -> Verdict {
    if attempt.end == End::Flooded {
        return Verdict::Flooded;
    }
    let (seed, played) = telling(expected, attempt);
    let told = in_run(&attempt.messages, seed);
    let panic = if attempt.signed_off { None } else { of_learner(told) };
    let actual = || played.map(|played| played.run.timeline.clone());
    let panic = panic.map(|panic| (panic, actual()));
    let beside = || beside_the_test(&attempt.messages).map(|panic| (panic, None));
    if let Some(((panic, place), actual)) = panic.or_else(beside) {
        return of_panic(panic, place, actual, code);
    }
    if attempt.signed_off {
        return Verdict::Passed;
    }
    let run = played.map(|played| &played.run);
    let complaint = complaint_in(told).or_else(|| complaint_in(&attempt.messages));
    let verdict = match run {
        Some(run) => of_run(expected, run, attempt, complaint),
        None => of_process(attempt, complaint),
    };
    let verdict = match (verdict, standing(attempt, code)) {
        (Verdict::BlockedThread { actual, .. }, line) => Verdict::BlockedThread { actual, line },
        (Verdict::TimedOut, line @ Some(_)) => Verdict::BlockedThread { actual: None, line },
        (verdict, _) => verdict,
    };
    // A blocked thread has many faces: the clock stands still, so that everything seems to happen at once. How far it
    // comes depends on the machine, so nothing of that is shown.
    let blocks = || source::blocking_call(code.text);
    match (verdict, blocks()) {
        (verdict @ Verdict::ExitedEarly { .. }, _) | (verdict, None) => verdict,
        (_, Some(line)) => Verdict::BlockedThread { actual: None, line: Some(Blocking::Sleeps(line)) },
    }
}

/// The schedule to report, and its run if that was recorded.
///
/// The first run in which something is wrong; otherwise the run in which the test or its process ended. If the process
/// signed off, it is the first run: a panic on a detached thread belongs to no particular run.
pub fn telling<'a>(expected: Option<&Timeline>, attempt: &'a Attempt) -> (u64, Option<&'a Played>) {
    let is_wrong = |Played { run: Run { timeline, ending, .. }, .. }: &&Played| {
        *ending != Ending::Done || expected.is_some_and(|expected| expected != timeline)
    };
    if let Some(played) = attempt.runs().find(is_wrong) {
        return (played.run.seed, Some(played));
    }
    let mut began = attempt.messages.iter().filter_map(|message| match message {
        Message::Began { seed } => Some(*seed),
        _ => None,
    });
    let seed = if attempt.signed_off { began.next() } else { began.next_back() }.unwrap_or(0);
    (seed, attempt.runs().find(|played| played.run.seed == seed))
}

/// The messages of the run of this schedule, and those after it if it was the last. All messages if no scenario was
/// played.
fn in_run(messages: &[Message], seed: u64) -> &[Message] {
    let Some(begin) = messages.iter().rposition(|message| *message == Message::Began { seed }) else {
        return messages;
    };
    let rest = &messages[begin..];
    let next = rest[1..].iter().position(|message| matches!(message, Message::Began { .. }));
    &rest[..next.map_or(rest.len(), |next| next + 1)]
}

/// What was told in the run of this schedule, and before any run.
pub fn leading_to(messages: &[Message], seed: u64) -> impl Iterator<Item = &Message> {
    let is_run = |message: &Message| matches!(message, Message::Began { .. });
    let before = messages.iter().position(is_run).unwrap_or(0);
    messages[..before].iter().chain(in_run(messages, seed))
}

/// The panics that the test did not forgive. A `todo!` is never forgiven.
fn panics_in(messages: &[Message]) -> impl Iterator<Item = &Panic> {
    let forgiven = messages.iter().rposition(|message| *message == Message::Forgiven).unwrap_or(0);
    messages.iter().enumerate().filter_map(move |(at, message)| match message {
        Message::Panicked(panic) if at >= forgiven || panic.message.starts_with(TODO) => Some(panic),
        _ => None,
    })
}

/// The first panic in the learner's code, and its line.
fn of_learner(messages: &[Message]) -> Option<(&Panic, &Place)> {
    panics_in(messages).find_map(|panic| Some((panic, panic.learner.as_ref()?)))
}

/// The first panic in the learner's code on a thread that the test does not wait for.
fn beside_the_test(messages: &[Message]) -> Option<(&Panic, &Place)> {
    let mut beside = panics_in(messages).filter(|panic| panic.thread == Thread::Other);
    beside.find_map(|panic| Some((panic, panic.learner.as_ref()?)))
}

/// Where the thread of the test stands, if it does not go on and that is in the code that is judged.
///
/// Of a loop its first line is told: where in it the thread stands is another place each time.
fn standing(attempt: &Attempt, code: Code<'_>) -> Option<Blocking> {
    let standing = attempt.messages.iter().find_map(|message| match message {
        Message::Stands(standing) => Some(standing),
        _ => None,
    })?;
    let line = standing.place.line;
    let is_here = standing.place.file.strip_prefix(code.src) == Some(code.file);
    match (is_here, standing.is_waiting) {
        (false, _) => None,
        (true, true) => Some(Blocking::Waits(line)),
        (true, false) => shapes::loop_around(code.text, line).map(Blocking::Loops),
    }
}

/// What does not hold, the law if it is one, and the line of the test that requires it.
type Complaint<'a> = (&'a str, Option<&'a str>, &'a Place);

/// The first failure that the stage or the test reports.
fn complaint_in(messages: &[Message]) -> Option<Complaint<'_>> {
    let of_stage = messages.iter().find_map(|message| match message {
        Message::Broken { says, law, place } => Some((says.as_str(), law.as_deref(), place)),
        _ => None,
    });
    let mut of_test = panics_in(messages).filter(|panic| panic.learner.is_none());
    of_stage.or_else(|| of_test.next().map(|panic| (panic.message.as_str(), None, &panic.place)))
}

/// The learner's code panicked.
fn of_panic(panic: &Panic, place: &Place, actual: Option<Timeline>, code: Code<'_>) -> Verdict {
    let Some(step) = panic.message.strip_prefix(TODO) else {
        return Verdict::Panicked { place: place.clone(), message: panic.message.clone(), actual };
    };
    let file = place.file.strip_prefix(code.src).unwrap_or(&place.file);
    match code.pattern.part_in(file) {
        Some(other) if file != code.file => {
            Verdict::Waiting { on: other.path(), file: place.file.clone(), lack: Lack::Unwritten }
        }
        _ => Verdict::Unwritten { step: step.trim_start_matches(": ").to_owned(), place: place.clone() },
    }
}

/// A scenario was played.
fn of_run(
    expected: Option<&Timeline>,
    run: &Run,
    attempt: &Attempt,
    complaint: Option<Complaint<'_>>,
) -> Verdict {
    let actual = run.timeline.clone();
    match run.ending {
        Ending::Stuck => Verdict::Stuck { actual, left: Left::Waits },
        Ending::StillPolling => Verdict::Stuck { actual, left: Left::Polls },
        Ending::Busy => Verdict::BusyLoop { actual },
        Ending::Blocked => Verdict::BlockedThread { actual: Some(actual), line: None },
        Ending::Panicked => match complaint {
            Some(complaint) => broken_law(complaint, Some(actual)),
            None => of_process(attempt, complaint),
        },
        Ending::Done => {
            match (expected.and_then(|expected| first_difference(expected, &actual)), complaint) {
                (Some(difference), _) => Verdict::Differs { actual, difference },
                (None, Some(complaint)) => broken_law(complaint, Some(actual)),
                // The run was all right, and the process did not come to its end.
                (None, None) => of_process(attempt, complaint),
            }
        }
    }
}

/// No scenario was played to its end: the test polls by hand, or the process ended first.
fn of_process(attempt: &Attempt, complaint: Option<Complaint<'_>>) -> Verdict {
    match (attempt.end, complaint) {
        (_, Some(complaint)) => broken_law(complaint, None),
        _ if attempt.messages.contains(&Message::Overran) => Verdict::TimedOut,
        (End::TimedOut, None) => Verdict::TimedOut,
        (End::Exited(code), None) => Verdict::ExitedEarly { code },
        (End::Flooded, None) => Verdict::Flooded,
    }
}

fn broken_law((says, law, place): Complaint<'_>, actual: Option<Timeline>) -> Verdict {
    Verdict::BrokenLaw { law: law_in(says), name: law.map(str::to_owned), place: place.clone(), actual }
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
        (Some(left), Some(right)) => format!("{words}: yours {left}, expected {right}"),
        _ => law.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use timeline::record::Standing;

    use super::*;
    use crate::course::{Compiled, part_of};
    use crate::output::Printed;

    const FILE: &str = "exercises/events/src/set.rs";

    static PATTERN: Pattern = Pattern {
        name: String::new(),
        title: String::new(),
        parts: Vec::new(),
        compiled: Compiled { edition: String::new(), code: Vec::new(), tests: Vec::new() },
    };

    const CODE: Code<'_> =
        Code { pattern: &PATTERN, src: "exercises/events/src/", file: "set.rs", text: "fn set() {\n}\n" };

    fn ended(end: End, messages: Vec<Message>) -> Attempt {
        Attempt { end, messages, printed: Printed::default(), signed_off: false }
    }

    fn failed(messages: Vec<Message>) -> Attempt {
        ended(End::Exited(Some(101)), messages)
    }

    fn table(rows: &str) -> Timeline {
        format!("time  ann\n{rows}").parse().expect("a table")
    }

    fn began(seed: u64) -> Message {
        Message::Began { seed }
    }

    fn run(rows: &str, ending: Ending, seed: u64) -> Message {
        let run = Run { timeline: table(rows), ending, seed };
        Message::Ended(Played { run, events: vec![], semaphores: 0, places: vec![], waits: vec![] })
    }

    /// One run of the nominal schedule, and a test that fails after it.
    fn played(rows: &str, ending: Ending) -> Attempt {
        failed(vec![began(0), run(rows, ending, 0), of_test("snapshot")])
    }

    fn place(file: &str, line: usize) -> Place {
        Place { file: file.to_owned(), line }
    }

    fn of_test(says: &str) -> Message {
        let place = place("exercises/events/tests/set/main.rs", 1);
        Message::Panicked(Panic { place, learner: None, message: says.into(), thread: Thread::OfTest })
    }

    /// A panic inside std, called from the learner's code.
    fn of_the_learner(says: &str, thread: Thread) -> Message {
        let (place, learner) = (place("/rustc/core/src/time.rs", 1201), Some(place(FILE, 7)));
        Message::Panicked(Panic { place, learner, message: says.into(), thread })
    }

    fn panicked(message: &str) -> Verdict {
        Verdict::Panicked { place: place(FILE, 7), message: message.into(), actual: None }
    }

    fn broken(law: &str, actual: Option<Timeline>) -> Verdict {
        let place = place("exercises/events/tests/set/main.rs", 1);
        Verdict::BrokenLaw { law: law.into(), name: None, place, actual }
    }

    #[test]
    fn only_a_process_that_signed_off_passes() {
        let exited = ended(End::Exited(Some(0)), vec![]);
        let signed_off = Attempt { signed_off: true, ..exited.clone() };

        assert_eq!(judge(None, &exited, CODE), Verdict::ExitedEarly { code: Some(0) });
        assert_eq!(judge(None, &signed_off, CODE), Verdict::Passed);
    }

    #[test]
    fn a_todo_in_the_learners_file_is_unwritten_with_its_step() {
        let todo = of_the_learner("not yet implemented: set it", Thread::OfTest);

        let verdict = judge(None, &failed(vec![todo]), CODE);

        assert_eq!(verdict, Verdict::Unwritten { step: "set it".into(), place: place(FILE, 7) });
    }

    #[test]
    fn a_todo_in_the_file_of_another_part_is_waited_for() {
        let set = part_of("events", &serde_json::json!({"name": "set"})).expect("it is whole");
        let pattern = Pattern { parts: vec![set], ..PATTERN.clone() };
        let code = Code { pattern: &pattern, file: "wait.rs", ..CODE };
        let todo = of_the_learner("not yet implemented: set it", Thread::OfTest);

        let verdict = judge(None, &failed(vec![todo]), code);

        let (on, file) = ("events::set".into(), FILE.into());
        assert_eq!(verdict, Verdict::Waiting { on, file, lack: Lack::Unwritten });
    }

    #[test]
    fn a_panic_of_the_learners_comes_before_what_follows_from_it() {
        let mut attempt = played("1 ms  goes", Ending::Stuck);
        attempt.messages.insert(1, of_the_learner("no", Thread::OfTest));

        let Verdict::Panicked { message, actual, .. } = judge(Some(&table("2 ms  goes")), &attempt, CODE)
        else {
            panic!("the panic is the learner's")
        };
        assert_eq!((message.as_str(), actual), ("no", Some(table("1 ms  goes"))));
    }

    #[test]
    fn a_panic_that_is_forgiven_does_not_count_and_a_todo_is_never_forgiven() {
        let attempt = |says| {
            let told = [began(0), of_the_learner(says, Thread::OfTest), Message::Forgiven];
            failed(told.into_iter().chain([run("1 ms  goes", Ending::Done, 0), of_test("late")]).collect())
        };

        assert_eq!(judge(None, &attempt("no"), CODE), broken("late", Some(table("1 ms  goes"))));
        assert!(matches!(judge(None, &attempt(TODO), CODE), Verdict::Unwritten { .. }));
    }

    #[test]
    fn a_panic_of_another_run_does_not_count() {
        let told = vec![
            began(0),
            of_the_learner("forgiven once, and not again", Thread::OfTest),
            Message::Forgiven,
            run("1 ms  goes", Ending::Done, 0),
            began(17),
            run("3 ms  goes", Ending::Done, 17),
            of_test("late"),
        ];

        assert_eq!(judge(None, &failed(told), CODE), broken("late", Some(table("3 ms  goes"))));
    }

    #[test]
    fn a_panic_beside_the_test_is_no_pass() {
        let beside = of_the_learner("no", Thread::Other);
        let told = vec![began(0), run("1 ms  goes", Ending::Done, 0), began(17), beside];
        let attempt = Attempt { signed_off: true, ..ended(End::Exited(Some(0)), told) };

        assert_eq!(judge(None, &attempt, CODE), panicked("no"));
        assert_eq!(telling(None, &attempt).0, 0, "it may come in any run");
    }

    #[test]
    fn a_panic_that_the_test_itself_catches_is_the_tests() {
        let caught = vec![of_the_learner("no", Thread::OfTest)];
        let attempt = Attempt { signed_off: true, ..ended(End::Exited(Some(0)), caught) };

        assert_eq!(judge(None, &attempt, CODE), Verdict::Passed);
    }

    #[test]
    fn a_process_that_ends_in_a_run_is_told_with_that() {
        let told = vec![began(0), run("1 ms  goes", Ending::Done, 0), began(17)];
        let panics = [told.clone(), vec![of_the_learner("no", Thread::OfTest)]].concat();
        let aborted = |messages| ended(End::Exited(None), messages);

        assert_eq!(judge(None, &aborted(told.clone()), CODE), Verdict::ExitedEarly { code: None });
        assert_eq!(judge(None, &aborted(panics), CODE), panicked("no"));
        assert_eq!(telling(None, &aborted(told)), (17, None));
    }

    #[test]
    fn what_leads_to_a_run_is_what_is_told_in_it_and_before_all_runs() {
        let messages = [
            Message::Version(1),
            began(0),
            of_test("in the first run"),
            began(17),
            of_test("in the run"),
            began(18),
        ];

        let leading = |seed| leading_to(&messages, seed).cloned().collect::<Vec<_>>();
        assert_eq!(leading(17), [Message::Version(1), began(17), of_test("in the run")]);
        assert_eq!(leading_to(&messages[..1], 0).count(), 1, "a test without runs");
    }

    #[test]
    fn a_test_by_hand_that_does_not_end_has_no_time_left() {
        assert_eq!(judge(None, &failed(vec![Message::Overran]), CODE), Verdict::TimedOut);
        assert_eq!(judge(None, &ended(End::TimedOut, vec![]), CODE), Verdict::TimedOut);
    }

    #[test]
    fn what_the_stage_says_is_told_where_the_test_asks_for_it() {
        let place = place("exercises/events/tests/set/main.rs", 1);
        let told = vec![began(0), run("1 ms  goes", Ending::Done, 0)];
        let told = [told, vec![Message::Broken { says: "at most 3".into(), law: None, place }]].concat();

        assert_eq!(judge(None, &failed(told), CODE), broken("at most 3", Some(table("1 ms  goes"))));
    }

    #[test]
    fn a_run_that_ended_is_compared() {
        let verdict = judge(Some(&table("2 ms  goes")), &played("1 ms  goes", Ending::Done), CODE);

        assert!(matches!(verdict, Verdict::Differs { difference, .. } if difference.at_ms == 1));
    }

    #[test]
    fn a_run_under_another_schedule_counts_when_the_first_was_right() {
        let mut attempt = played("2 ms  goes", Ending::Done);
        attempt.messages.extend([began(17), run("2 ms  goes", Ending::Stuck, 17)]);
        let expected = table("2 ms  goes");

        assert_eq!(
            judge(Some(&expected), &attempt, CODE),
            Verdict::Stuck { actual: table("2 ms  goes"), left: Left::Waits }
        );
        assert_eq!(telling(Some(&expected), &attempt).0, 17);
    }

    #[test]
    fn a_first_run_that_is_wrong_counts_though_another_is_right() {
        let mut attempt = played("1 ms  goes", Ending::Done);
        attempt.messages.extend([began(17), run("2 ms  goes", Ending::Done, 17)]);

        let verdict = judge(Some(&table("2 ms  goes")), &attempt, CODE);

        assert!(matches!(verdict, Verdict::Differs { difference, .. } if difference.at_ms == 1));
    }

    #[rstest]
    #[case::stuck(Ending::Stuck, Verdict::Stuck { actual: table("1 ms  goes"), left: Left::Waits })]
    #[case::polling(Ending::StillPolling, Verdict::Stuck { actual: table("1 ms  goes"), left: Left::Polls })]
    #[case::busy(Ending::Busy, Verdict::BusyLoop { actual: table("1 ms  goes") })]
    #[case::blocked(Ending::Blocked, Verdict::BlockedThread { actual: Some(table("1 ms  goes")), line: None })]
    fn a_run_that_did_not_end_is_named(#[case] ending: Ending, #[case] verdict: Verdict) {
        assert_eq!(judge(None, &played("1 ms  goes", ending), CODE), verdict);
    }

    #[test]
    fn a_failed_run_of_code_that_blocks_is_a_blocked_thread() {
        let code = Code { text: "fn set() {\n    std::thread::sleep(d);\n}\n", ..CODE };

        let verdict = judge(Some(&table("2 ms  goes")), &played("0 ms  goes", Ending::Done), code);

        assert_eq!(verdict, Verdict::BlockedThread { actual: None, line: Some(Blocking::Sleeps(2)) });
    }

    #[rstest]
    #[case::waiting("set.rs", 2, true, Some(Blocking::Waits(2)))]
    #[case::in_a_loop("set.rs", 3, false, Some(Blocking::Loops(2)))]
    #[case::outside_of_a_loop("set.rs", 1, false, None)]
    #[case::elsewhere("wait.rs", 2, true, None)]
    fn a_thread_that_does_not_go_on_is_told_with_its_line(
        #[case] file: &str,
        #[case] line: usize,
        #[case] is_waiting: bool,
        #[case] told: Option<Blocking>,
    ) {
        let code = Code { text: "fn set() {\n    while a() {\n        b();\n    }\n}\n", ..CODE };
        let place = place(&format!("exercises/events/src/{file}"), line);
        let stands = Message::Stands(Standing { place, is_waiting });
        let by_hand = judge(None, &failed(vec![stands.clone(), Message::Overran]), code);
        let mut attempt = played("1 ms  goes", Ending::Blocked);
        attempt.messages.push(stands);

        let actual = Some(table("1 ms  goes"));
        assert_eq!(judge(None, &attempt, code), Verdict::BlockedThread { actual, line: told });
        match told {
            Some(line) => assert_eq!(by_hand, Verdict::BlockedThread { actual: None, line: Some(line) }),
            None => assert_eq!(by_hand, Verdict::TimedOut),
        }
    }

    #[test]
    fn too_much_output_counts_even_if_the_test_came_to_its_end() {
        let attempt = Attempt { signed_off: true, ..ended(End::Flooded, vec![]) };

        assert_eq!(judge(None, &attempt, CODE), Verdict::Flooded);
    }

    #[rstest]
    #[case::equal(
        "assertion `left == right` failed: as many\n  left: 1\n right: 2",
        "as many: yours 1, expected 2"
    )]
    #[case::pending("pending; the event is set", "the event is set")]
    #[case::ready("ready; value = (); the event is not set", "the event is not set")]
    #[case::plain("it must wait", "it must wait")]
    fn a_law_is_told_without_the_macros(#[case] message: &str, #[case] law: &str) {
        assert_eq!(law_in(message), law);
    }
}
