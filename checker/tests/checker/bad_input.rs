//! Every input gets a verdict, soon; none hangs, none passes that should not, none keeps the others from being graded.

use std::fs;

use rstest::rstest;

use crate::clone::{Clone, Said, course, reference, said, variant};

/// Checks `events` with other code at one anchor of the reference.
fn events_with(anchor: &str, body: &str) -> Said {
    let clone = Clone::fresh();
    clone.submit("events", &variant("events", &[(anchor, body)]));
    clone.check(&["check", "events"])
}

/// The number of the line with this code, counted from 1.
fn line_with(code: &str, source: &str) -> usize {
    1 + source.lines().position(|line| line.contains(code)).expect("the code is in the source")
}

#[rstest]
#[case::todo("run_after", "todo!(\"begin here\")", "· unwritten  events::run_after", "begin here")]
#[case::bare_todo("run_after", "todo!()", "· unwritten  events::run_after", "there is a `todo!` left")]
#[case::panic(
    "run_after",
    "panic!(\"bad luck\")",
    "✗    failed  events::run_after",
    "Your code panics in line LINE: bad luck"
)]
#[case::panic_in_a_detached_task(
    "set_after",
    "tokio::spawn(async { let none: Option<u8> = None; none.unwrap(); }); sleep(delay).await; let _ = event.set(());",
    "✗    failed  events::set_after",
    "Your code panics in line LINE: called `Option::unwrap()` on a `None` value"
)]
#[case::deadlock(
    "run_after",
    "let turn = tokio::sync::Mutex::new(()); let _mine = turn.lock().await; turn.lock().await; work.await",
    "✗    failed  events::run_after",
    "Deadlock: every remaining task is waiting"
)]
#[case::lost_wake_up(
    "Event-set",
    "self.changed.notify_one();",
    "✗    failed  events::Event",
    "`late` waits at 20 ms, and does not come to `passes`, due at 20 ms."
)]
#[case::yields_for_ever(
    "run_after",
    "while !event.initialized() { tokio::task::yield_now().await; } work.await",
    "✗    failed  events::run_after",
    "A busy loop"
)]
#[case::never_yields(
    "run_after",
    "while !event.initialized() {} work.await",
    "✗    failed  events::run_after",
    "The thread is blocked"
)]
#[case::never_yields_in_a_poll_by_hand(
    "Event-is_set",
    "loop {}",
    "✗    failed  events::Event",
    "does not return"
)]
#[case::forgets_to_await(
    "set_after",
    "sleep(delay); let _ = event.set(());",
    "✗    failed  events::set_after",
    "Line LINE makes a future and does not await it"
)]
#[case::asks_the_computers_clock(
    "set_after",
    "let t = std::time::Instant::now(); sleep(delay).await; sleep(delay - t.elapsed()).await; let _ = event.set(());",
    "✗    failed  events::set_after",
    "Line LINE asks the computer's clock"
)]
#[case::sleeps_the_thread(
    "set_after",
    "std::thread::sleep(delay); let _ = event.set(());",
    "✗    failed  events::set_after",
    "Line LINE stops the thread"
)]
#[case::exits_before_the_scenario(
    "Event-new",
    "std::process::exit(0)",
    "✗    failed  events::Event",
    "The program ended on the way, with exit code 0"
)]
#[case::exits_during_the_scenario(
    "set_after",
    "sleep(delay).await; let _ = event.set(()); std::process::exit(0)",
    "✗    failed  events::set_after",
    "The program ended on the way, with exit code 0"
)]
#[case::overflows_the_stack(
    "Event-is_set",
    "fn deep(n: u64) -> bool { if n == u64::MAX { true } else { deep(n + 1) && n > 0 } } deep(0)",
    "✗    failed  events::Event",
    "ended by a signal"
)]
#[case::prints_100_000_lines(
    "run_after",
    "for line in 0..100_000 { println!(\"{line}\"); } event.wait().await; work.await",
    "✗    failed  events::run_after",
    "prints more than anybody can read"
)]
#[case::prints_for_ever(
    "run_after",
    "event.wait().await; loop { eprint!(\"and on \"); }",
    "✗    failed  events::run_after",
    "prints more than anybody can read"
)]
fn bad_code_gets_its_verdict(
    #[case] anchor: &str,
    #[case] body: &str,
    #[case] line: &str,
    #[case] words: &str,
) {
    let said = events_with(anchor, body);

    let words = words.replace("LINE", &line_with(body, &variant("events", &[(anchor, body)])).to_string());
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains(line), "{}", said.report);
    assert!(said.report.contains(&words), "{}", said.report);
    if words.starts_with("Line ") {
        let place = words.split(' ').nth(1).map(|line| format!("exercises/events/src/lib.rs:{line}\n"));
        assert!(said.report.contains(&place.expect("there is a number")), "{}", said.report);
    }
    let unlike = if anchor == "run_after" { "set_after" } else { "run_after" };
    assert!(
        said.report.contains(&format!("✓    passed  events::{unlike}")),
        "the rest is graded: {}",
        said.report
    );
}

#[test]
fn a_file_that_does_not_compile_leaves_the_others_to_be_graded() {
    let clone = Clone::fresh();
    let wrong = "event.wait().awaits;";
    let source = variant("events", &[("run_after", wrong)]);
    clone.submit("events", &source);
    clone.submit("locks", &reference("locks"));

    let said = clone.check(&[]);

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains("! not built  events::Event"), "{}", said.report);
    assert!(said.report.contains("✓    passed  locks::Counter"), "{}", said.report);
    assert!(said.report.contains("no field `awaits`"), "rustc's own words: {}", said.report);
    let place = format!("Your code    exercises/events/src/lib.rs:{}\n", line_with(wrong, &source));
    assert!(said.report.contains(&place), "{}", said.report);
    assert!(said.report.contains("-- check events\n"), "{}", said.report);

    let part = clone.check(&["check", "events::run_after"]).report;
    assert!(part.contains("-- check events::run_after\n"), "what was asked for, again: {part}");
}

#[test]
fn a_half_done_stub_shows_what_is_done_and_what_is_next() {
    let clone = Clone::fresh();
    let stub = checker::dev::stub(&clone.workspace, "events").expect("a reference has a stub");
    let step = "todo!(\"wait until `event` is set, then do the work\")";
    assert!(stub.contains(step));
    clone.submit("events", &stub.replace(step, "event.wait().await; work.await"));

    let said = clone.check(&["check", "events"]);

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains("✓    passed  events::run_after"), "{}", said.report);
    let next = format!("1 of {} parts pass. Next:", course()[0].parts.len());
    assert!(said.report.contains(&next), "{}", said.report);
    assert!(said.report.contains("let `delay` pass, then set the event"), "{}", said.report);
}

#[rstest]
#[case::edited("tests/events/run_after.rs", Some(("assert_pending!(call.poll(), \"the event is not set\");", "")))]
#[case::ignored("tests/events/run_after.rs", Some(("#[test]", "#[test]\n#[ignore]")))]
#[case::deleted("tests/events/run_after.rs", None)]
#[case::snapshot_edited(
    "tests/events/snapshots/events__event__a_late_waiter_passes_at_once.snap",
    Some(("waits, passes", "waits"))
)]
#[case::snapshot_deleted("tests/events/snapshots/events__event__a_late_waiter_passes_at_once.snap", None)]
#[case::manifest_edited("Cargo.toml", Some(("title = \"Events\"", "title = \"Easy\"")))]
fn changed_tests_are_no_pass(#[case] file: &str, #[case] edit: Option<(&str, &str)>) {
    let clone = Clone::fresh();
    clone.submit("events", &reference("events"));
    clone.submit("locks", &reference("locks"));
    let path = clone.workspace.path("exercises/events").join(file);
    match edit {
        Some((from, to)) => {
            let text = fs::read_to_string(&path).expect("it is there");
            assert!(text.contains(from), "{file} has no {from:?}");
            fs::write(&path, text.replacen(from, to, 1)).expect("it can be written");
        }
        None => fs::remove_file(&path).expect("it is there"),
    }

    let said = clone.check(&[]);

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains("! unchecked  events::run_after"), "{}", said.report);
    assert!(said.report.contains(&format!("git checkout -- exercises/events/{file}")), "{}", said.report);
    assert!(said.report.contains("✓    passed  locks::Counter"), "the others are graded: {}", said.report);
}

#[test]
fn an_emptied_seal_is_no_pass() {
    let clone = Clone::fresh();
    clone.submit("events", &reference("events"));
    fs::write(clone.workspace.path(checker::seal::FILE), "").expect("it can be written");

    let said = clone.check(&["check", "events"]);

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains("git checkout -- checker/seal.sha256"), "{}", said.report);
}

#[test]
fn a_deleted_file_is_named_and_can_be_brought_back() {
    let clone = Clone::fresh();
    clone.submit("locks", &reference("locks"));
    fs::remove_file(clone.workspace.path("exercises/events/src/lib.rs")).expect("it is there");

    let missing = clone.check(&[]);
    let reset = clone.check(&["reset", "events"]);
    let back = clone.check(&["check", "events"]);

    assert_eq!(missing.code, Some(1), "{missing:?}");
    assert!(missing.report.contains("! not built  events::run_after"), "{}", missing.report);
    assert!(missing.report.contains("cargo run -p checker -- reset events"), "{}", missing.report);
    assert!(missing.report.contains("✓    passed  locks::Counter"), "{}", missing.report);
    assert_eq!(reset.code, Some(0), "{reset:?}");
    assert!(back.report.contains("· unwritten  events::run_after"), "{}", back.report);
}

#[test]
fn without_cargo_the_way_to_it_is_named() {
    let clone = Clone::fresh();

    let said = said(clone.command().env("PATH", "").env_remove("CARGO"));

    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.errors.contains("https://rustup.rs"), "{}", said.errors);
}

#[test]
fn outside_the_course_the_way_back_is_named() {
    let clone = Clone::fresh();

    let said = said(clone.command().current_dir(std::env::temp_dir()));

    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(
        said.errors.contains("go to the folder that holds `exercises` and `solutions`"),
        "{}",
        said.errors
    );
}

#[test]
fn colors_are_for_those_who_want_them() {
    let clone = Clone::fresh();
    let check = |variables: &[(&str, &str)]| {
        said(clone.command().args(["check", "locks"]).envs(variables.iter().copied())).report
    };

    assert!(!check(&[]).contains('\x1b'), "no colors into a pipe");
    assert!(check(&[("CLICOLOR_FORCE", "1")]).contains('\x1b'), "colors where they are asked for");
    assert!(!check(&[("NO_COLOR", "1")]).contains('\x1b'), "no colors where they are refused");
}

#[test]
fn a_report_fits_into_60_columns() {
    let clone = Clone::fresh();
    clone.submit("events", &variant("events", &[("Event-wait", "self.changed.notified().await;")]));
    let narrow = |arguments: &[&str]| said(clone.command().args(arguments).env("COLUMNS", "60")).report;

    for report in [narrow(&["check", "events"]), narrow(&["check", "semaphores"])] {
        // A command stays on one line, so that it can be copied.
        let is_too_long = |line: &&str| line.chars().count() > 60 && !line.trim_start().starts_with("cargo ");
        let too_long: Vec<&str> = report.lines().filter(is_too_long).collect();
        assert!(too_long.is_empty(), "{too_long:?} in\n{report}");
    }
}

/// A test is in a group of its own, so it does not get the Ctrl-C of the terminal: the checker has to end it.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_running_tests_too() {
    let clone = Clone::fresh();
    // A poll by hand that does not return ends by itself only after some seconds.
    clone.submit("queues", &variant("queues", &[("Queue-put", "loop {}")]));
    let program = clone.workspace.path("target/debug/deps/queues-").display().to_string();
    let is_running =
        || printed_by("ps", &["-A", "-o", "args="]).lines().any(|line| line.starts_with(&program));

    let mut checker = clone.command().args(["check", "queues::Queue"]).spawn().expect("it starts");
    while !is_running() && checker.try_wait().expect("it can be asked").is_none() {}
    let was_running = is_running();
    printed_by("kill", &["-INT", &checker.id().to_string()]);
    let status = checker.wait().expect("it can be waited for");

    assert!(was_running, "the test does not end by itself so soon");
    assert_eq!(status.code(), Some(130));
    assert!(!is_running(), "the test ends with the checker");
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "std can neither send a signal nor list processes")]
fn printed_by(program: &str, arguments: &[&str]) -> String {
    let output = std::process::Command::new(program).args(arguments).output().expect("it can be started");
    assert!(output.status.success(), "{program}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
