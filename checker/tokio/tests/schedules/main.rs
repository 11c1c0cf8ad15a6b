//! What a schedule does to the code that runs in it, and that nothing is different without one.

use std::future::Future;

use tokio::runtime::{Builder, Runtime};
use tokio::schedule::{self, Schedule};
use tokio::sync::Mutex;
use tokio_test::{assert_ready, task};

mod busy_loops;
mod join;
mod locks;
mod operations;
mod tasks;
mod waits;

/// So many seeds try everything that a test here waits for.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=200;

/// What came out, and whether the schedule froze.
#[derive(Debug, PartialEq)]
struct Played<T> {
    output: T,
    frozen: bool,
}

/// Plays this scenario in virtual time, in the schedule of this name.
fn play<T>(seed: u64, scenario: impl Future<Output = T>) -> Played<T> {
    let schedule = schedule::begin(seed);
    let output = paused_runtime().block_on(scenario);
    Played { output, frozen: schedule.is_frozen() }
}

fn paused_runtime() -> Runtime {
    Builder::new_current_thread().enable_time().start_paused(true).build().expect("starts")
}

/// A schedule in which the first operation of all lets others go first.
fn schedule_that_holds_back() -> Schedule {
    let holds_back = |seed: &u64| {
        let _schedule = schedule::begin(*seed);
        task::spawn(Mutex::new(()).lock()).poll().is_pending()
    };
    schedule::begin({ SEEDS }.find(holds_back).expect("one in two hundred"))
}

#[test]
fn a_schedule_that_takes_the_place_of_another_stays_in_force() {
    let mut schedule = schedule::begin(0);
    assert_eq!(schedule.tosses(), 0);

    // Begins the new one, and only then drops the old one.
    schedule = schedule::begin(0);
    drop(assert_ready!(task::spawn(Mutex::new(()).lock()).poll()));

    assert_eq!(schedule.tosses(), 1);
}
