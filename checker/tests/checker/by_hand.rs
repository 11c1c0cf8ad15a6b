//! A promise that is polled by hand has no timeline: its failure is told with what the test did, step by step.

use crate::clone::{Clone, variant};

/// Closes the queue for those who wait for items, and not for those who wait for room.
const CLOSES_HALF: &str = "
    self.line.lock().expect(\"nobody panics while holding the lock\").closed = true;
    self.filled.close();";

const STEPS: &str = "
   What the test did, step by step:
      1  put(0)    is polled   ready
      2  put(1)    is polled   ready
      3  close()   is called
      4  put(100)  is polled   waits
      5  put(100)  is dropped
";

#[test]
fn a_failure_by_hand_is_told_with_its_steps_and_can_be_seen_again() {
    let clone = Clone::fresh();
    clone.submit("queues::Queue", &variant("queues::Queue", "close", CLOSES_HALF));

    let [found, once_more] = [(); 2].map(|()| clone.check(&["check", "queues::Queue"]));
    let test = "queues::queue::closing::a_put_after_the_close_gives_the_item_back::case_2_with_a_full_queue";
    let replayed = clone.check(&["replay", test]);

    assert!(found.report.contains(STEPS), "{}", found.report);
    let again = format!("cargo run -p checker -- replay {test}\n");
    assert!(found.report.contains(&again), "{}", found.report);
    assert_eq!(found.report, once_more.report, "what is kept is told in the same words");
    assert_eq!(replayed.code, Some(1), "{}", replayed.report);
    assert!(replayed.report.starts_with(&format!("\n {test}\n{STEPS}")), "{}", replayed.report);
    assert_eq!(replayed.report.matches("step by step").count(), 1, "{}", replayed.report);
}

#[test]
fn steps_in_a_run_are_told_of_the_schedule_that_fails() {
    // An item that is taken out before the turn of the others is lost with a call that is dropped there.
    let get = "
        if let Ok(item) = self.filled.acquire().await {
            item.forget();
        }
        let item = self.line.lock().expect(\"nobody panics while holding the lock\").items.pop_front()?;
        self.room.add_permits(1);
        tokio::task::yield_now().await;
        Some(item)";
    let clone = Clone::fresh();
    clone.submit("queues::Queue", &variant("queues::Queue", "get", get));
    let test = "queues::queue::dropped::a_get_that_is_dropped_on_its_way_takes_nothing";

    let [found, once_more] = [(); 2].map(|()| clone.check(&["replay", test, "--seed", "3"]));

    let head =
        format!("\n {test}, seed 3\n\n   What the test did, step by step:\n      1  get() 1  is polled");
    assert!(found.report.starts_with(&head), "{}", found.report);
    assert_eq!(found.report, once_more.report, "the same seed is the same run");
}

#[test]
fn a_poll_that_does_not_return_is_the_last_step() {
    let clone = Clone::fresh();
    clone.submit("queues::Queue", &variant("queues::Queue", "get", "loop {}"));

    let said = clone.check(&["replay", "queues::queue::dropped::a_get_that_is_dropped_takes_nothing"]);

    let step = "step by step:\n      1  first get()  is polled   does not return\n\n";
    assert!(said.report.contains(step), "{}", said.report);
}

#[test]
fn a_test_by_hand_that_passes_can_be_seen_too() {
    let clone = Clone::fresh();
    clone.solve("queues");

    let said = clone.check(&["replay", "queues::queue::room::a_newcomer_and_a_woken_put_share_no_room"]);

    assert_eq!(said.code, Some(0), "{}", said.report);
    assert!(said.report.contains("  put(cake)  is woken\n"), "{}", said.report);
}
