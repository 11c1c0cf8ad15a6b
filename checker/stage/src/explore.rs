//! Many runs of a scenario: one for each schedule, up to the first that is not as it should be.

use std::thread;

use timeline::{Ending, Run};

use crate::durations::Durations;
use crate::panics::broken;
use crate::play::{Acting, Played, Scene, perform};
use crate::schedules::{Seeds, wanted};
use crate::watchdog::Watchdog;
use crate::{Stage, record};

/// Plays a scenario under every schedule, with nominal durations, and returns its run: for a snapshot, which holds in all
/// of them. If a run is not like that of the nominal schedule, returns that one; it tells its seed, so it is like no
/// snapshot.
///
/// # Panics
/// When the scenario panics, when a task that it started did, even if nobody joined that task, and when a law of the
/// scenario is broken.
///
/// A scenario in which a poll does not return cannot be unwound: after three seconds or so of real time this says so on
/// standard error and ends the process.
#[track_caller]
pub fn play(scenario: impl AsyncFn(&Stage)) -> Run {
    let scene = Acting::of(scenario);
    let mut runs = Runs::of(|_| Durations::nominal());
    let nominal = runs.next(&scene).expect("there is at least one schedule").run;
    if nominal.ending == Ending::Done {
        while let Some(Played { run: other, .. }) = runs.next(&scene) {
            if other.ending != nominal.ending || other.timeline != nominal.timeline {
                runs.record_last();
                return other;
            }
        }
    }
    // Also where it was played again by its seed: then it is the only one, and right if it is like the snapshot.
    Run { seed: 0, ..nominal }
}

/// Plays a scenario under every schedule, with durations that differ from one to the next: for the laws that it states.
///
/// # Panics
/// Like [`play`], and when the scenario does not come to its end.
#[track_caller]
pub fn explore(scenario: impl AsyncFn(&Stage)) {
    let scene = Acting::of(scenario);
    let mut runs = Runs::of(Durations::varied);
    while let Some(played) = runs.next(&scene) {
        scene.output().unwrap_or_else(|| played.has_no_end());
    }
}

/// Plays a scenario under every schedule, with nominal durations, and gives its outputs: for assertions about them.
///
/// ```text
/// for got in outputs_of(async |stage| …) {
///     assert_eq!(got, …);
/// }
/// ```
///
/// # Panics
/// Like [`play`], and when the scenario does not come to its end.
pub fn outputs_of<T, S: AsyncFn(&Stage) -> T>(scenario: S) -> impl Iterator<Item = T> {
    Outputs { scene: Acting::of(scenario), runs: Runs::of(|_| Durations::nominal()) }
}

struct Outputs<T, S> {
    scene: Acting<T, S>,
    runs: Runs,
}

impl<T, S: AsyncFn(&Stage) -> T> Iterator for Outputs<T, S> {
    type Item = T;

    #[track_caller]
    fn next(&mut self) -> Option<T> {
        let played = self.runs.next(&self.scene)?;
        Some(self.scene.output().unwrap_or_else(|| played.has_no_end()))
    }
}

/// The runs of a scenario, one for each schedule. The first is recorded, and so is the one at which the test panics.
struct Runs {
    durations: fn(u64) -> Durations,
    seeds: Seeds,
    watchdog: Watchdog,
    is_first: bool,
    /// The last run, unless it has been recorded.
    unrecorded: Option<Played>,
}

impl Runs {
    fn of(durations: fn(u64) -> Durations) -> Self {
        let watchdog = Watchdog::of_this_test();
        Runs { durations, seeds: wanted(), watchdog, is_first: true, unrecorded: None }
    }

    /// The next run.
    ///
    /// # Panics
    /// When there is a fault in it.
    #[track_caller]
    fn next(&mut self, scene: &dyn Scene) -> Option<Played> {
        let seed = self.seeds.next()?;
        record::begin_run(seed);
        // If the scenario panics, `perform` records its run.
        self.unrecorded = None;
        let played = perform(scene, seed, (self.durations)(seed), &self.watchdog);
        self.unrecorded = Some(played.clone());
        if self.is_first {
            self.record_last();
            self.is_first = false;
        }
        if let Some(fault) = &played.fault {
            broken(fault.clone());
        }
        Some(played)
    }

    fn record_last(&mut self) {
        if let Some(played) = self.unrecorded.take() {
            record::end_run(|| played.told());
        }
    }
}

impl Drop for Runs {
    fn drop(&mut self) {
        self.watchdog.rest();
        if thread::panicking() {
            self.record_last();
            // Those behind a run that was told already.
            record::tell_steps();
        }
        record::end_runs();
    }
}

impl Played {
    /// # Panics
    /// Always: the run did not come to its end.
    #[track_caller]
    fn has_no_end(&self) -> ! {
        broken(format!("the scenario does not come to its end\n{}", self.run).into())
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use timeline::Law;
    use tokio::sync::{Mutex, Notify};
    use tokio::task::yield_now;
    use tokio::time::sleep;

    use super::*;
    use crate::ms;

    #[test]
    fn what_actors_do_is_noted_with_its_virtual_time() {
        let run = play(async |stage| {
            let (ann, bob) = (stage.actor("ann"), stage.actor("bob"));
            ann.does("comes");
            sleep(ms(3000)).await;
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
        let stuck = catch_unwind(|| outputs_of(async |_| Notify::new().notified().await).count());

        assert!(stuck.is_err());
        assert!(outputs_of(async |_| 7).all(|output| output == 7));
    }

    #[test]
    fn a_loop_over_the_clock_still_polls() {
        for nap in [1, 700, 5000] {
            let run = play(async |_| {
                loop {
                    sleep(ms(nap)).await;
                }
            });

            assert_eq!(run.ending, Ending::StillPolling);
        }
    }

    #[test]
    fn a_task_that_still_polls_is_found_beside_others_that_wait() {
        let run = play(async |_| {
            tokio::spawn(async {
                loop {
                    sleep(ms(300)).await;
                }
            });
            Notify::new().notified().await;
        });

        assert_eq!(run.ending, Ending::StillPolling);
    }

    #[test]
    fn who_waits_after_a_long_sleep_does_not_poll() {
        let run = play(async |_| {
            sleep(ms(40_000)).await;
            Notify::new().notified().await;
        });

        assert_eq!(run.ending, Ending::Stuck);
    }

    #[test]
    fn a_task_that_asks_again_and_again_is_busy() {
        let run = play(async |stage| {
            stage.actor("ann").does("asks");
            tokio::spawn(async {
                loop {
                    yield_now().await;
                }
            });
            Notify::new().notified().await;
        });

        assert_eq!(run.ending, Ending::Busy);
    }

    #[test]
    fn a_panic_in_a_task_that_nobody_joins_is_not_lost() {
        let played = catch_unwind(|| {
            play(async |_| {
                tokio::spawn(async { panic!("lost") });
                sleep(ms(1)).await;
            })
        });

        assert!(played.is_err());
    }

    #[test]
    fn a_panic_on_a_thread_of_the_runtime_is_not_lost() {
        let played = catch_unwind(|| {
            play(async |_| {
                drop(tokio::task::spawn_blocking(|| panic!("lost")));
            })
        });

        assert!(played.is_err());
    }

    #[test]
    fn a_panic_of_a_task_that_is_dropped_is_no_part_of_the_run() {
        struct Late;
        impl Drop for Late {
            fn drop(&mut self) {
                panic!("too late");
            }
        }

        let run = play(async |_| {
            tokio::spawn(async {
                let _late = Late;
                sleep(ms(10_000)).await;
            });
            sleep(ms(1)).await;
        });

        assert_eq!(run.ending, Ending::Done);
    }

    #[test]
    fn a_panic_that_a_scenario_forgives_is_not_held_against_it() {
        let run = play(async |stage| {
            let task = tokio::spawn(async { panic!("the contract demands it") });
            assert!(task.await.expect_err("it panicked").is_panic());
            stage.forgive_panics();
        });

        assert_eq!(run.ending, Ending::Done);
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
        let first = catch_unwind(AssertUnwindSafe(|| play(async |_| panic!("first"))));
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
                sleep(ms(10_000)).await;
                drop(last);
            });
        });

        assert_eq!(run.timeline.events_of("ann").count(), 0);
    }

    /// Two tasks that lock at the same instant: who is first is nobody's promise.
    async fn race(stage: &Stage) {
        let (line, winner) = (Arc::new(Mutex::new(0)), stage.actor("winner"));
        let tasks = ["ann", "bob"].map(|name| {
            let (line, winner) = (line.clone(), winner.clone());
            tokio::spawn(async move {
                let mut place = line.lock().await;
                if *place == 0 {
                    winner.does(format!("is {name}"));
                }
                *place += 1;
            })
        });
        for task in tasks {
            task.await.expect("it only locks");
        }
    }

    #[test]
    fn what_is_not_the_same_in_every_schedule_is_like_no_snapshot() {
        let run = play(race);

        assert_ne!(run.seed, 0, "some schedule lets the other one win");
        assert!(run.to_string().contains(&format!("seed  {}", run.seed)));
    }

    #[test]
    fn the_same_seed_is_the_same_run() {
        let winners = || {
            outputs_of(async |stage| {
                race(stage).await;
                stage.events()
            })
        };

        assert!(winners().eq(winners()));
        let first = winners().next();
        assert!(winners().any(|winner| Some(winner) != first), "some schedule lets the other one win");
    }

    #[test]
    fn a_law_that_is_broken_in_one_schedule_is_found() {
        let law = Law::EachOnce { what: "is" };
        let never = Law::AtMost { limit: 0, begin: "is bob", ends: &[] };
        let play_with = |law| {
            catch_unwind(AssertUnwindSafe(|| {
                explore(async |stage| {
                    stage.law(law);
                    race(stage).await;
                });
            }))
        };

        assert!(play_with(law).is_ok());
        assert!(play_with(never).is_err());
    }

    #[test]
    fn a_law_with_a_verb_that_never_occurs_is_broken() {
        let play_with = |what| {
            catch_unwind(AssertUnwindSafe(|| {
                explore(async |stage| {
                    stage.law(Law::Prompt { what, causes: &["comes"] });
                    let ann = stage.actor("ann");
                    ann.does("comes");
                    ann.does("starts");
                });
            }))
        };

        assert!(play_with("starts").is_ok());
        let said = play_with("start").expect_err("it is mistyped");
        let words = "prompt: `start` at the instant of `comes`; yet `start` never happens";
        assert_eq!(said.downcast_ref::<String>().map(String::as_str), Some(words));
    }

    #[test]
    fn durations_differ_from_schedule_to_schedule_where_a_scenario_lets_them() {
        let longest = AtomicU32::new(0);
        explore(async |stage| {
            longest.fetch_max(stage.takes(10).as_millis() as u32, Ordering::Relaxed);
        });

        assert_eq!(longest.into_inner(), 50, "ten, and now and then forty more");
    }
}
