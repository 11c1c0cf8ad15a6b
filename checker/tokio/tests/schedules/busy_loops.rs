//! Who is polled again and again and waits for nothing.

use std::convert::Infallible;
use std::time::Duration;

use rstest::rstest;
use tokio::task::yield_now;
use tokio::time::{self, Instant, sleep, timeout};

use super::{Played, play};

const LIMIT: Duration = Duration::from_secs(60);

/// Not for ever: where it is not found, the test fails and does not hang.
async fn spin() {
    for _ in 0..200_000 {
        yield_now().await;
    }
}

#[rstest]
fn a_busy_loop_freezes_so_that_the_limit_is_reached(
    #[values(0, 1, 2)] seed: u64,
    #[values(Where::InATask, Where::InABranch)] place: Where,
) {
    let spins = async || {
        let began = Instant::now();
        let reached = match place {
            Where::InATask => timeout(LIMIT, tokio::spawn(spin())).await.is_err(),
            Where::InABranch => timeout(LIMIT, async { tokio::join!(spin()) }).await.is_err(),
        };
        (reached, began.elapsed())
    };

    assert_eq!(play(seed, spins()), Played { output: (true, LIMIT), frozen: true });
}

/// Where the loop is.
#[derive(Debug, Clone, Copy)]
enum Where {
    InATask,
    InABranch,
}

// More polls than the budget in all, but few in each instant.
#[rstest]
fn a_loop_that_sleeps_is_no_busy_loop(#[values(0, 1, 2)] seed: u64) {
    let sleeps = async || {
        let sleeps = async {
            loop {
                sleep(Duration::from_millis(1)).await;
            }
        };
        let began = Instant::now();
        let reached: Result<Result<Infallible, _>, _> = timeout(LIMIT, tokio::spawn(sleeps)).await;
        (reached.is_err(), began.elapsed())
    };

    assert_eq!(play(seed, sleeps()), Played { output: (true, LIMIT), frozen: false });
}

// A clock that runs moves between any two polls.
#[rstest]
fn a_busy_loop_is_found_after_the_clock_was_resumed(#[values(0, 1, 2)] seed: u64) {
    let resumes = async || {
        time::resume();
        tokio::spawn(spin());
        // Not a timeout, which would take real time. The scenario itself is no task here, so it does not freeze.
        for _ in 0..50_000 {
            yield_now().await;
        }
    };

    assert_eq!(play(seed, resumes()), Played { output: (), frozen: true });
}
