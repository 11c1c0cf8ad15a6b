// `run_workers`: many workers, one counter.

use std::sync::{Arc, Mutex};

use insta::assert_snapshot;
use locks::run_workers;
use rstest::rstest;
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::time::sleep;

/// A step for workers who are these actors: it takes so many milliseconds. Nobody promises which of them comes
/// first, so the first to come is the first actor.
fn steps<const N: usize>(actors: [(Actor, u64); N]) -> impl Fn(usize, u64) -> Step + Send + Sync + 'static {
    let came = Mutex::new(Vec::new());
    move |worker, value| {
        let mut came = came.lock().expect("nobody panics while holding the lock");
        let place = came.iter().position(|other| *other == worker).unwrap_or_else(|| {
            came.push(worker);
            came.len() - 1
        });
        let (actor, takes) = actors[place].clone();
        Box::pin(async move {
            sleep(ms(takes)).await;
            actor.does(format!("counts to {}", value + 1));
        })
    }
}

type Step = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// A worker rests after its last round too, and then the call returns.
///
/// In which order does a worker of yours count and rest?
///
/// - `worker` misses `counts to 1` and `worker` does `counts` and elsewhere: shared too widely
/// - `worker` misses `counts to 1` and `worker` does `counts`: wrong output
/// - `caller` misses `has 3` and `caller` is early with `has` and not anybody misses `counts`: task not awaited
/// - `caller` misses `has 3` and `caller` does `has` and not anybody misses `counts`: wrong output
/// - anybody is early with anything and not anybody misses `counts`: pause in the wrong place
/// - anybody is late with anything: pause in the wrong place
#[test]
fn a_worker_rests_after_its_last_round_too() {
    let run = play(async |stage| {
        let (worker, caller) = (stage.actor("worker"), stage.actor("caller"));

        let value = run_workers(1, 3, ms(130), steps([(worker, 17)])).await;

        caller.does(format!("has {value}"));
        // Shows a worker that goes on without the call.
        sleep(ms(1000)).await;
    });

    assert_snapshot!(run);
}

/// Two workers count up one counter, and rest after each of their five rounds without keeping the other waiting.
///
/// What has to happen before a worker of yours counts again?
///
/// - `Worker-B` does `counts to 1`: not shared
/// - `Worker-A` does `counts to 2`: one after the other
/// - `Worker-B` is late with `counts to 2` and `Worker-A` is late with `counts`: guard held too long
/// - `caller` misses `has 10` and not anybody misses `counts` and not anybody is late with `counts` and not
///   stuck: wrong output
#[test]
fn the_articles_program() {
    // Both come at 0 ms, and the first is A. The rest is forced: later they come at different instants, and the counter
    // lets in who came first.
    let run = play(async |stage| {
        let workers = ["Worker-A", "Worker-B"].map(|name| (stage.actor(name), 10));
        let caller = stage.actor("caller");

        let value = run_workers(2, 5, ms(50), steps(workers)).await;

        caller.does(format!("has {value}"));
    });

    assert_snapshot!(run);
}

/// Every call has a counter of its own, so that two calls at the same time do not disturb each other.
///
/// What do two calls of your function share?
///
/// - `bob` misses `counts to 1`: shared too widely
/// - `ann` misses `counts to 1`: shared too widely
/// - anybody is late with `counts`: shared too widely
#[test]
fn every_call_has_a_counter_of_its_own() {
    let run = play(async |stage| {
        let (ann, bob) = (stage.actor("ann"), stage.actor("bob"));
        let (one, other) = (stage.actor("one"), stage.actor("other"));
        let call = async {
            let value = run_workers(1, 2, ms(30), steps([(ann, 40)])).await;
            one.does(format!("has {value}"));
        };
        let other_call = async {
            let value = run_workers(1, 3, ms(17), steps([(bob, 25)])).await;
            other.does(format!("has {value}"));
        };

        tokio::join!(call, other_call);
    });

    assert_snapshot!(run);
}

/// Every worker counts in each of its rounds, no update is lost, and while one rests the others go on.
///
/// What does each of your workers do, round by round?
#[rstest]
#[case::without_any_worker(0, 5, 0)]
#[case::without_any_round(5, 0, 0)]
#[case::with_one_worker_and_one_round(1, 1, 60)]
#[case::with_five_workers(5, 2, 160)]
#[case::with_seven_workers(7, 2, 190)]
fn every_worker_counts_in_each_of_its_rounds(
    #[case] workers: usize,
    #[case] rounds: usize,
    #[case] lasts: u64,
) {
    // How long it lasts does not depend on who is first. As long as all workers together need no more than a step and a
    // rest of one, a round takes that long; else one step follows the other without a gap. The last rest comes on top.
    let runs = outputs_of(async |stage| {
        let steps = Arc::new(Mutex::new(Vec::new()));
        let noted = steps.clone();
        let step = move |worker, value| {
            noted.lock().expect("no step panics").push((worker, value));
            sleep(ms(10))
        };
        let value = run_workers(workers, rounds, ms(50), step).await;
        let steps = steps.lock().expect("no step panics").clone();
        (steps, (value, stage.now_ms()))
    });

    for (steps, returned) in runs {
        let count = (workers * rounds) as u64;
        assert_eq!(
            returned,
            (count, lasts),
            "the value at the end, and the milliseconds until the call returns"
        );
        let values = steps.iter().map(|(_, value)| *value);
        assert_eq!(
            Vec::from_iter(values),
            Vec::from_iter(0..count),
            "the values that the steps get, one after the other"
        );
        for worker in 0..workers {
            let of_worker = steps.iter().filter(|(who, _)| *who == worker).count();
            assert_eq!(
                of_worker, rounds,
                "how often worker {worker} counts, where the first worker is worker 0"
            );
        }
    }
}

/// A step that panics makes the call panic.
///
/// How does your function learn that a worker has panicked?
///
/// - stuck: panic swallowed
/// - says "the caller must learn that a worker panicked": panic swallowed
#[rstest]
#[case::when_the_first_worker_panics(0)]
#[case::when_the_last_worker_panics(1)]
fn a_panic_of_a_step_is_not_swallowed(#[case] clumsy: usize) {
    let runs = outputs_of(async |stage| {
        let step = move |worker, _| async move {
            sleep(ms(10)).await;
            if worker == clumsy {
                stage::fail("the step failed");
            }
        };
        let call = tokio::spawn(run_workers(2, 1, ms(50), step)).await;
        stage.forgive_panics();
        (call, stage.now_ms())
    });

    for (call, at_ms) in runs {
        assert!(at_ms >= 10, "the call must not return before the step panics, after 10 ms");
        assert!(call.is_err_and(|error| error.is_panic()), "the caller must learn that a worker panicked");
    }
}

/// However long the steps and the rests take: one worker at a time, and each as soon as it is rested and the
/// counter is free.
///
/// What does a worker of yours wait for before it begins a step?
///
/// - says "at most 1": not shared
#[test]
fn each_worker_counts_as_soon_as_it_can() {
    explore(async |stage| {
        stage.law(Law::AtMost { limit: 1, begin: "begins", ends: &["ends"] });
        for (what, causes) in [
            ("begins as 0", &["calls", "ends", "is rested as 0"]),
            ("begins as 1", &["calls", "ends", "is rested as 1"]),
            ("begins as 2", &["calls", "ends", "is rested as 2"]),
        ] {
            stage.law(Law::Prompt { what, causes });
        }
        stage.law(Law::Prompt { what: "returns", causes: &["is rested"] });
        let (caller, rest, theirs) = (stage.actor("caller"), stage.takes(50), stage.clone());
        let rounds = Arc::new(Mutex::new([0; 3]));
        let counted = rounds.clone();
        let step = move |worker: usize, _| {
            counted.lock().expect("no step panics")[worker] += 1;
            let actor = theirs.actor(&format!("worker {worker}"));
            async move {
                actor.does(format!("begins as {worker}"));
                sleep(actor.takes(20)).await;
                actor.does("ends");
                tokio::spawn(async move {
                    sleep(rest).await;
                    actor.does(format!("is rested as {worker}"));
                });
            }
        };

        caller.does("calls");
        let value = run_workers(3, 3, rest, step).await;

        assert_eq!(value, 9, "the value at the end");
        assert_eq!(*rounds.lock().expect("no step panics"), [3, 3, 3], "how often each worker counts");
        caller.does("returns");
        // So that whoever is rested at this instant has said so.
        sleep(ms(1)).await;
    });
}

stage::test_program!();
