//! Between a test process and the checker: a learner's values, prints and panics arrive as they are, and none is mistaken
//! for something else.

use std::fs;
use std::time::{Duration, Instant};

use rstest::rstest;

use crate::clone::{Clone, Said, reference, said, variant};

/// Checks one part of `events` with another body in one function of the reference.
fn part_with(part: &str, function: &str, body: &str) -> Said {
    let clone = Clone::fresh();
    clone.solve("events");
    clone.submit(part, &variant(part, function, body));
    clone.check(&["check", part])
}

/// The number of the line with this code, counted from 1.
fn line_with(code: &str, source: &str) -> usize {
    1 + source.lines().position(|line| line.contains(code)).expect("the code is in the source")
}

#[test]
fn an_event_that_ends_like_a_run_is_an_event() {
    let by_place = "sort_unstable_by_key(|(place, _)| *place)";
    let panics_last =
        "sort_unstable_by_key(|(place, outcome)| (matches!(outcome, Settled::Panicked), *place))";
    let right = reference("queues::run_pool");
    assert!(right.contains(by_place));
    let clone = Clone::fresh();
    clone.solve("queues");
    clone.submit("queues::run_pool", &right.replace(by_place, panics_last));

    let said = clone.check(&["check", "queues::run_pool"]);

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(!said.report.contains("std::process::exit"), "{}", said.report);
    let words = "comes `has burnt milk jam panicked`";
    assert!(said.report.contains(words), "{}", said.report);
}

#[rstest]
#[case::durations(
    "let limit = std::hint::black_box(std::time::Duration::from_millis(1)); let _ = limit - std::time::Duration::from_millis(2);",
    "overflow when subtracting durations"
)]
#[case::a_collection(
    "let line = std::collections::VecDeque::<u8>::new(); let _ = line[1];",
    "Out of bounds access"
)]
fn a_panic_inside_a_library_is_put_down_to_the_line_that_called_it(#[case] body: &str, #[case] says: &str) {
    let clone = Clone::fresh();
    let source =
        variant("events::run_after", "run_after", &format!("{body}\nevent.wait().await; work.await"));
    clone.submit("events::run_after", &source);

    let said = clone.check(&["check", "events::run_after"]);

    let line = line_with(body, &source);
    assert!(said.report.contains(&format!("Your code panics in line {line}: {says}")), "{}", said.report);
    assert!(said.report.contains(&format!("exercises/events/src/run_after.rs:{line}\n")), "{}", said.report);
}

#[test]
fn a_todo_in_a_module_of_the_learners_own_is_unwritten() {
    let clone = Clone::fresh();
    let source = variant("events::run_after", "run_after", "mine::wait(event).await; work.await");
    clone.submit("events::run_after", &format!("{source}\nmod mine;\n"));
    let module =
        "use tokio::sync::SetOnce;\n\npub async fn wait(_: &SetOnce<()>) {\n    todo!(\"wait here\")\n}\n";
    let file = clone.workspace.path("exercises/events/src/run_after/mine.rs");
    fs::create_dir(file.parent().expect("a file has a folder")).expect("it can be made");
    fs::write(file, module).expect("it can be written");

    let said = clone.check(&["check", "events::run_after"]);

    assert!(said.report.contains("· unwritten  events::run_after"), "{}", said.report);
    assert!(said.report.contains("exercises/events/src/run_after/mine.rs:4\n"), "{}", said.report);
}

#[test]
fn a_panic_that_the_contract_demands_does_not_hide_what_is_wrong() {
    let said = part_with("events::start_together", "start_together",
        "let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
        let setter = tokio::spawn(setter);
        let mut outputs = Vec::new();
        for waiter in waiters {
            match waiter.await {
                Ok(output) => outputs.push(output),
                Err(_) => { tokio::time::sleep(std::time::Duration::from_millis(5)).await; panic!(\"a waiter panicked\") }
            }
        }
        setter.await.expect(\"the setter panicked\");
        outputs",
    );

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(!said.report.contains("Your code panics"), "{}", said.report);
    assert!(
        said.report.contains("the number of milliseconds until the call ends: yours 15, expected"),
        "{}",
        said.report
    );
}

#[test]
fn a_todo_on_the_way_to_a_panic_that_is_demanded_is_unwritten() {
    let said = part_with(
        "events::start_together",
        "start_together",
        "let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
        let setter = tokio::spawn(setter);
        let mut outputs = Vec::new();
        for waiter in waiters {
            let Ok(output) = waiter.await else {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                todo!(\"a waiter panicked\")
            };
            outputs.push(output);
        }
        setter.await.expect(\"the setter panicked\");
        outputs",
    );

    assert!(said.report.contains("· unwritten  events::start_together"), "{}", said.report);
}

#[rstest]
#[case::blocking("let _ = tokio::task::spawn_blocking(|| panic!(\"bad luck\"));")]
#[case::thread("std::thread::spawn(|| panic!(\"bad luck\"));")]
fn a_panic_on_another_thread_is_no_pass(#[case] body: &str) {
    let whole = format!("{body}\nsleep(delay).await; let _ = event.set(());");

    let said = part_with("events::set_after", "set_after", &whole);

    assert_eq!(said.code, Some(1), "{said:?}");
    let line = line_with(body, &variant("events::set_after", "set_after", &whole));
    assert!(said.report.contains(&format!("Your code panics in line {line}: bad luck")), "{}", said.report);
    assert!(!said.report.contains("(schedule "), "{}", said.report);
}

#[test]
fn every_print_is_shown() {
    let prints = [
        "failures:",
        "ok",
        "FAILED",
        "running 3 tests",
        "test a ... ok",
        "stack backtrace:",
        "test result: ok.",
    ];
    let print: String = prints.iter().map(|line| format!("println!(\"{line}\");\n")).collect();
    let body = format!(
        "let quiet = || {{ let _ = std::panic::catch_unwind(|| panic!(\"once\")); }};
        quiet();
        quiet();
        {print}println!(\"thread 'me' (7) panicked at src/lib.rs:7:5:\");\neprintln!(\"last\"); let _ = (event, work); todo!(\"go on\")"
    );

    let said = part_with(
        "events::run_after",
        "run_after",
        &body.replace("todo!(\"go on\")", "std::future::pending().await"),
    );

    let shown = prints.iter().chain(&["thread 'me' (7) panicked at src/lib.rs:7:5:", "last"]);
    let shown: String = shown.map(|line| format!("     {line}\n")).collect();
    assert!(said.report.contains(&format!("   Your code printed:\n{shown}")), "{}", said.report);
}

#[test]
fn a_poll_by_hand_that_does_not_return_is_noticed_soon() {
    let clone = Clone::fresh();
    clone.submit("events::Event", &variant("events::Event", "is_set", "loop {}"));

    let began = Instant::now();
    let said = clone.check(&["check", "events::Event", "--schedules", "5000"]);

    let told = if cfg!(unix) { "goes on without an `.await`" } else { "does not return" };
    assert!(said.report.contains(told), "{}", said.report);
    // Its limit is about 6 s. Without one it would be that of 5,000 schedules, four minutes.
    assert!(began.elapsed() < Duration::from_secs(60), "it took {:?}", began.elapsed());
}

#[test]
fn a_program_that_overflows_its_stack_is_reported_the_same_each_time() {
    let clone = Clone::fresh();
    let deep = "fn deep(n: u64) -> bool { if n == u64::MAX { true } else { deep(n + 1) && n > 0 } } deep(0)";
    clone.submit("events::Event", &variant("events::Event", "is_set", deep));

    let (one, other) = (clone.check(&["check", "events::Event"]), clone.check(&["check", "events::Event"]));

    assert!(one.report.contains("ended by a signal"), "{}", one.report);
    assert_eq!(one.report, other.report);
}

#[test]
fn a_panic_in_a_destructor_does_not_hide_the_first() {
    let said = part_with(
        "events::run_after",
        "run_after",
        "struct Late; impl Drop for Late { fn drop(&mut self) { panic!(\"in a destructor\") } }
        let _late = Late; event.wait().await; let _ = work; panic!(\"bad luck\")",
    );

    assert!(said.report.contains("bad luck"), "{}", said.report);
    assert!(!said.report.contains("aborting"), "{}", said.report);
}

#[test]
fn a_value_that_does_not_fit_into_a_table_is_shown_in_it() {
    let said = part_with(
        "events::start_together",
        "start_together",
        "let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
        let setter = tokio::spawn(setter);
        for waiter in waiters {
            waiter.await.expect(\"a waiter panicked\");
        }
        setter.await.expect(\"the setter panicked\");
        Vec::new()",
    );

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(!said.report.contains("does not fit into a table"), "{}", said.report);
    let words = "comes `has ␣` where `has one two three` should.";
    assert!(said.report.contains(words), "{}", said.report);
}

#[test]
fn the_environment_of_the_user_does_not_choose_the_schedules() {
    let clone = Clone::fresh();
    clone.submit("events::Event", &variant("events::Event", "set", "self.changed.notify_one();"));

    let plain = clone.check(&["check", "events::Event"]);
    let elsewhere = said(
        clone.command().args(["check", "events::Event"]).env("STAGE_SEED", "999").env("STAGE_BASE", "7"),
    );

    assert_eq!(elsewhere.report, plain.report);
}

#[test]
fn a_task_that_polls_for_ever_is_not_in_a_deadlock() {
    let said = part_with(
        "events::run_after",
        "run_after",
        "let _ = event; loop { tokio::time::sleep(std::time::Duration::from_millis(1)).await; if false { break; } } work.await",
    );

    assert!(!said.report.contains("Deadlock"), "{}", said.report);
    assert!(said.report.contains("a task keeps polling"), "{}", said.report);
    assert!(said.report.contains("polling\n"), "{}", said.report);
}

#[test]
fn a_deadlock_is_called_one() {
    let said = part_with(
        "events::run_after",
        "run_after",
        "let _ = event; std::future::pending::<()>().await; work.await",
    );

    let words = "Deadlock: every remaining task is waiting, and nothing can wake them.";
    assert!(said.report.contains(words), "{}", said.report);
}
