//! A mistake that shows in some orders of tasks only: it is found, named with its schedule, and can be seen again.

use std::fs;

use crate::clone::{Clone, original};

/// Two look under a lock for reading, and both act under the lock for writing. In tokio's own order one of them is done
/// before the other looks.
const ENTRY: &str = "checker/tests/corpus/semaphores/wrong/read_then_write.rs";

/// What stands behind `See it again  cargo run -p checker -- `, as arguments.
fn again(report: &str) -> Vec<String> {
    let (_, behind) = report.split_once("See it again").expect("a way to see it again");
    let command = behind.split("cargo run -p checker -- ").nth(1).and_then(|rest| rest.lines().next());
    command.expect("a command").split(' ').map(str::to_owned).collect()
}

#[test]
fn what_fails_in_another_order_is_found_named_and_played_again() {
    let entry = fs::read_to_string(original().path(ENTRY)).expect("the corpus has it");
    let clone = Clone::fresh();
    clone.submit("semaphores::fetch_all_spawned", &entry);

    let alone = clone.check(&["check", "semaphores::fetch_all_spawned", "--schedules", "0"]);
    let found = clone.check(&["check", "semaphores::fetch_all_spawned"]);
    let arguments = again(&found.report);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (replayed, once_more) = (clone.check(&arguments), clone.check(&arguments));

    assert_eq!(alone.code, Some(0), "tokio's own order does not show it\n{}", alone.report);
    assert_eq!(found.code, Some(1), "{}", found.report);
    let seed = arguments.last().expect("a seed");
    assert!(found.report.contains(&format!("(schedule {seed})\n")), "{}", found.report);
    assert_eq!(replayed.code, Some(1), "{}", replayed.report);
    assert!(replayed.report.contains("   1     0 ms  first "), "step by step\n{}", replayed.report);
    assert_eq!(replayed.report, once_more.report, "the same seed is the same run");
    // The same problem in the same words stands in both.
    let problem = |report: &str| report.split_once(" ✗ ").expect("a problem").1.to_owned();
    assert!(found.report.ends_with(&problem(&replayed.report)), "{}\n{}", found.report, replayed.report);
}

#[test]
fn a_run_that_is_right_can_be_seen_too() {
    let clone = Clone::fresh();
    clone.solve("events");

    let said = clone.check(&["replay", "events::a_late_waiter_passes_at_once", "--seed", "17"]);

    assert_eq!(said.code, Some(0), "{}", said.report);
    assert!(said.report.contains("events::event::a_late_waiter_passes_at_once, seed 17"), "{}", said.report);
    assert!(said.report.contains("10 ms  setter  sets"), "{}", said.report);
}

#[test]
fn a_scenario_that_does_not_exist_is_an_error() {
    let clone = Clone::fresh();
    clone.solve("events");

    for (scenario, error) in [
        ("events::nobody_comes", "there is no scenario `nobody_comes`"),
        ("it_is_so", "`it_is_so` is no scenario"),
        ("event::it_is_so", "there is no pattern `event`"),
    ] {
        let said = clone.check(&["replay", scenario]);
        assert_eq!(said.code, Some(2), "{said:?}");
        assert!(said.errors.contains(error), "{}", said.errors);
    }
}
