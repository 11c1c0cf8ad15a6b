use std::future::{Future, poll_fn};
use std::pin::pin;
use std::time::Duration;

use timeline::{Ending, Run};
use tokio::runtime::Builder;
use tokio::time::timeout;

use crate::watchdog::{self, Pulse};
use crate::{Stage, panics, record};

/// How long a scenario may last in virtual time. The longest needs a tenth of it.
///
/// Not hours: a loop that polls the clock every millisecond must end too, and takes 0.4 s for this minute.
pub const LIMIT: Duration = Duration::from_secs(60);

/// Plays a scenario from virtual time 0 to its end, or until nothing more can happen: for a snapshot of the run.
///
/// # Panics
/// When the scenario panics, and when a task that it started did, even if nobody joined that task.
///
/// A scenario in which a poll does not return, or in which tasks are polled again and again while virtual time stands
/// still, cannot be unwound: after three seconds or so of real time this says so on standard error and ends the process.
#[track_caller]
pub fn play(scenario: impl AsyncFnOnce(&Stage)) -> Run {
    perform(scenario).0
}

/// Plays a scenario to its end and returns its output: for assertions about it.
///
/// # Panics
/// Like [`play`], and when the scenario does not come to its end.
#[track_caller]
pub fn output_of<T>(scenario: impl AsyncFnOnce(&Stage) -> T) -> T {
    let (run, output) = perform(scenario);
    output.unwrap_or_else(|| panic!("the scenario does not come to its end\n{run}"))
}

#[track_caller]
fn perform<T>(scenario: impl AsyncFnOnce(&Stage) -> T) -> (Run, Option<T>) {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime without I/O needs nothing from the system");
    panics::listen();

    let (run, output) = runtime.block_on(async {
        let stage = Stage::new();
        let pulse = Pulse::default();
        let _watchdog = watchdog::over(&stage, &pulse);

        let mut played = pin!(timeout(LIMIT, scenario(&stage)));
        let output = poll_fn(|cx| {
            pulse.beat(cx.waker(), stage.now_ms());
            played.as_mut().poll(cx)
        })
        .await
        .ok();

        let ending = if output.is_some() { Ending::Done } else { Ending::Stuck };
        (Run { timeline: stage.close(), ending }, output)
    });
    record::keep(&run);

    if let Some(place) = panics::first() {
        panic!("a task panicked at {place}");
    }
    (run, output)
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use tokio::sync::Notify;
    use tokio::time::sleep;

    use super::*;

    #[test]
    fn what_actors_do_is_noted_with_its_virtual_time() {
        let run = play(async |stage| {
            let (ann, bob) = (stage.actor("ann"), stage.actor("bob"));
            ann.does("comes");
            sleep(Duration::from_secs(3)).await;
            bob.does("comes");
        });

        assert_eq!(run.to_string(), "   time  ann    bob\n   0 ms  comes  ·\n3000 ms  ·      comes");
    }

    #[test]
    fn a_scenario_in_which_nobody_can_move_is_stuck() {
        let run = play(async |stage| {
            let ann = stage.actor("ann");
            ann.does("waits");
            Notify::new().notified().await;
            ann.does("goes");
        });

        assert_eq!(run.ending, Ending::Stuck);
        assert_eq!(run.timeline.events_of("ann").collect::<Vec<_>>(), [(0, "waits")]);
    }

    #[test]
    fn a_scenario_that_is_stuck_has_no_output() {
        let stuck = catch_unwind(|| output_of(async |_| Notify::new().notified().await));

        assert!(stuck.is_err());
        assert_eq!(output_of(async |_| 7), 7);
    }

    #[test]
    fn a_loop_over_the_clock_is_stuck_too() {
        let run = play(async |_| {
            loop {
                sleep(Duration::from_millis(1)).await;
            }
        });

        assert_eq!(run.ending, Ending::Stuck);
    }

    #[test]
    fn a_panic_in_a_task_that_nobody_joins_is_not_lost() {
        let played = catch_unwind(|| {
            output_of(async |_| {
                tokio::spawn(async { panic!("lost") });
                sleep(Duration::from_millis(1)).await;
            })
        });

        assert!(played.is_err());
    }

    #[test]
    fn a_panic_that_a_scenario_means_is_not_held_against_it() {
        let run = play(async |_| {
            let task = tokio::spawn(async { crate::fail("on purpose") });
            assert!(task.await.expect_err("it panicked").is_panic());
        });

        assert_eq!(run.ending, Ending::Done);
    }

    #[test]
    fn a_panic_of_an_earlier_scenario_is_not_held_against_the_next() {
        let first = catch_unwind(AssertUnwindSafe(|| output_of(async |_| panic!("first"))));
        let next = play(async |_| ());

        assert!(first.is_err());
        assert_eq!(next.ending, Ending::Done);
    }

    #[test]
    fn what_a_task_does_while_it_is_dropped_is_no_part_of_the_run() {
        struct Last(crate::Actor);
        impl Drop for Last {
            fn drop(&mut self) {
                self.0.does("is dropped");
            }
        }

        let run = play(async |stage| {
            let last = Last(stage.actor("ann"));
            tokio::spawn(async move {
                sleep(Duration::from_secs(10)).await;
                drop(last);
            });
        });

        assert_eq!(run.timeline.events_of("ann").count(), 0);
    }
}
