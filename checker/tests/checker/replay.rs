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
        ("events::nobody_comes", "there is no scenario `events::nobody_comes`; "),
        ("it_is_so", "there is no scenario `it_is_so`; "),
        (
            "evnts::a_late_waiter_passes_at_one",
            "(did you mean `events::event::a_late_waiter_passes_at_once`?)",
        ),
        (
            "events::Event",
            "which scenario of `events::Event`?\n  cargo run -p checker -- replay events::event::",
        ),
    ] {
        let said = clone.check(&["replay", scenario]);
        assert_eq!(said.code, Some(2), "{said:?}");
        assert!(said.errors.contains(error), "{}", said.errors);
    }
}

#[test]
fn a_scenario_may_be_named_in_other_ways() {
    let clone = Clone::fresh();
    clone.solve("events");

    for arguments in [
        &["replay", "a_late_waiter_passes_at_once"][..],
        &["replay", "Event::a_late_waiter_passes_at_once"],
        &["replay", "events", "Event", "a_late_waiter_passes_at_once"],
    ] {
        let said = clone.check(arguments);
        assert_eq!(said.code, Some(0), "{said:?}");
        assert!(said.report.contains("events::event::a_late_waiter_passes_at_once, "), "{}", said.report);
    }
}

#[test]
fn a_scenario_with_cases_is_played_one_case_at_a_time() {
    let clone = Clone::fresh();
    clone.solve("semaphores");
    let scenario = "semaphores::pool::a_call_that_is_dropped_while_it_waits_takes_nothing";

    let said = clone.check(&["replay", scenario]);

    assert_eq!(said.code, Some(2), "{said:?}");
    let case = format!("\n  cargo run -p checker -- replay {scenario}::case_1_");
    assert!(said.errors.contains(&case), "{}", said.errors);
}

/// One run that is right is no reason to think that the part is.
#[test]
fn a_run_that_is_right_says_what_is_known_of_the_others() {
    let entry = fs::read_to_string(original().path(ENTRY)).expect("the corpus has it");
    let clone = Clone::fresh();
    clone.submit("semaphores::fetch_all_spawned", &entry);
    let kept = clone.workspace.path("target/rendezvous/kept");

    let found = clone.check(&["check", "semaphores::fetch_all_spawned"]);
    let arguments = again(&found.report);
    let (scenario, seed) = (arguments[1].as_str(), arguments[3].as_str());
    let known = clone.check(&["replay", scenario]);
    fs::remove_dir_all(kept).expect("a verdict was kept");
    let unknown = clone.check(&["replay", scenario]);

    assert_eq!((known.code, unknown.code), (Some(0), Some(0)), "{known:?}\n{unknown:?}");
    assert!(known.report.contains(&format!("Seed {seed} failed: see it with `--seed {seed}`.")), "{known:?}");
    assert!(known.report.contains(&format!("replay {scenario} --seed {seed}\n")), "{known:?}");
    assert!(unknown.report.contains("No other schedule was played"), "{unknown:?}");
    assert!(unknown.report.contains("-- check semaphores::fetch_all_spawned\n"), "{unknown:?}");
}

#[test]
fn a_run_that_is_right_in_all_schedules_says_so() {
    let clone = Clone::fresh();
    clone.solve("events");

    clone.check(&["check", "events::Event"]);
    let said = clone.check(&["replay", "events::event::a_late_waiter_passes_at_once"]).report;

    assert!(said.contains("So are the 200 other schedules that `check` plays."), "{said}");
}
