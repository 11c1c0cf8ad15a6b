//! `run_workers`: many workers, one counter.

use std::sync::{Arc, Mutex};

use insta::assert_snapshot;
use locks::run_workers;
use rstest::rstest;
use stage::{Actor, ms, output_of, play};
use tokio::time::sleep;

/// A step for workers who are these actors: it takes so many milliseconds.
fn steps<const N: usize>(workers: [(Actor, u64); N]) -> impl Fn(usize, u64) -> Step + Send + Sync + 'static {
    move |worker, value| {
        let (actor, takes) = workers[worker].clone();
        Box::pin(async move {
            sleep(ms(takes)).await;
            actor.does(format!("counts to {}", value + 1));
        })
    }
}

type Step = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// Two workers count up one counter, and rest after each of their five rounds without keeping the other waiting.
///
/// When does a worker rest, and what does it hold meanwhile?
#[test]
fn the_articles_program() {
    // Both come at 0 ms. A is first, because tokio polls new tasks of one thread in the order in which they were
    // spawned. The rest is forced: later they come at different instants, and the counter lets in who came first.
    let run = play(async |stage| {
        let workers = ["Worker-A", "Worker-B"].map(|name| (stage.actor(name), 10));
        let caller = stage.actor("caller");

        let value = run_workers(2, 5, ms(50), steps(workers)).await;

        caller.does(format!("has {value}"));
    });

    assert_snapshot!(run);
}

/// A worker rests after its last round too, and then the call returns.
///
/// In which order do your workers count and rest, and how often?
#[test]
fn a_worker_rests_after_its_last_round_too() {
    let run = play(async |stage| {
        let (worker, caller) = (stage.actor("worker"), stage.actor("caller"));

        let value = run_workers(1, 3, ms(130), steps([(worker, 17)])).await;

        caller.does(format!("has {value}"));
    });

    assert_snapshot!(run);
}

/// Every call has a counter of its own, so that two calls at the same time do not disturb each other.
///
/// Where does your function make the counter?
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
/// Which of your workers could count now, and what do they wait for instead?
#[rstest]
#[case::nobody(0, 5, 0)]
#[case::no_rounds(5, 0, 0)]
#[case::alone_and_once(1, 1, 60)]
#[case::alone(1, 7, 420)]
#[case::a_pair(2, 5, 310)]
#[case::five(5, 2, 160)]
#[case::the_lock_is_never_free(7, 3, 260)]
#[case::a_crowd(40, 2, 850)]
fn every_worker_counts_in_each_of_its_rounds(
    #[case] workers: usize,
    #[case] rounds: usize,
    #[case] lasts: u64,
) {
    // How long it lasts does not depend on who is first. As long as all workers together need no more than a step and a
    // rest of one, a round takes that long; else one step follows the other without a gap. The last rest comes on top.
    let steps = Arc::new(Mutex::new(Vec::new()));
    let step = {
        let steps = steps.clone();
        move |worker, value| {
            steps.lock().expect("no step panics").push((worker, value));
            sleep(ms(10))
        }
    };
    let returned = output_of(async |stage| {
        let value = run_workers(workers, rounds, ms(50), step).await;
        (value, stage.now_ms())
    });

    let count = (workers * rounds) as u64;
    assert_eq!(returned, (count, lasts), "the value at the end, and the milliseconds until the call returns");
    let steps = steps.lock().expect("no step panics");
    let values = steps.iter().map(|(_, value)| *value);
    assert_eq!(
        Vec::from_iter(values),
        Vec::from_iter(0..count),
        "the values that the steps get, one after the other"
    );
    for worker in 0..workers {
        let of_worker = steps.iter().filter(|(who, _)| *who == worker).count();
        assert_eq!(of_worker, rounds, "the rounds of worker {worker}, counted from 0");
    }
}

/// A step that panics makes the call panic.
///
/// What does your function do with an error of `JoinHandle`?
#[rstest]
#[case::of_the_first_worker(0)]
#[case::of_the_last_worker(2)]
fn a_panic_of_a_step_is_not_swallowed(#[case] clumsy: usize) {
    let (call, at_ms) = output_of(async |stage| {
        let step = move |worker, _| async move {
            sleep(ms(10)).await;
            if worker == clumsy {
                stage::fail("the step failed");
            }
        };
        let call = tokio::spawn(run_workers(3, 2, ms(50), step)).await;
        stage.forgive_panics();
        (call, stage.now_ms())
    });

    assert!(at_ms >= 10, "the step needs 10 ms before it panics");
    assert!(call.is_err_and(|error| error.is_panic()), "the caller must learn that a worker panicked");
}
