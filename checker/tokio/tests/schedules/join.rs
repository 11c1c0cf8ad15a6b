//! The branches of `join!`.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::future::pending;
use std::time::Duration;

use rstest::rstest;
use tokio::time::{Instant, sleep, timeout};

use super::{Played, SEEDS, play};

#[test]
fn branches_run_in_every_order() {
    let order = |seed| {
        let order = RefCell::new(Vec::new());
        let branch = async |n| order.borrow_mut().push(n);
        play(seed, async { tokio::join!(branch(1), branch(2), branch(3)) });
        order.into_inner()
    };

    let orders: BTreeSet<_> = SEEDS.map(order).collect();

    assert_eq!(order(0), [1, 2, 3], "tokio's own order");
    assert_eq!(orders.len(), 6, "{orders:?}");
}

// Were the coin tossed for every poll, and not for every branch that is woken, one of so many would wake the task again
// and again while nobody has anything to do.
#[test]
fn many_branches_that_wait_are_no_busy_loop() {
    let wait = async || {
        for _ in 0..10 {
            sleep(Duration::from_millis(1)).await;
        }
    };
    let waits = async || {
        let began = Instant::now();
        let ten = async || {
            tokio::join!(wait(), wait(), wait(), wait(), wait(), wait(), wait(), wait(), wait(), wait())
        };
        let thirty = async { tokio::join!(ten(), ten(), ten()) };
        // A frozen one would wait for ever.
        timeout(Duration::from_secs(1), thirty).await.is_ok().then(|| began.elapsed())
    };

    for seed in SEEDS {
        assert_eq!(
            play(seed, waits()),
            Played { output: Some(Duration::from_millis(10)), frozen: false },
            "seed {seed}"
        );
    }
}

#[rstest]
#[case::nominal(0)]
#[case::explored(7)]
fn a_branch_may_move_to_another_task(#[case] seed: u64) {
    let moves = async || {
        let mut join = Box::pin(async { tokio::join!(sleep(Duration::from_millis(20))) });
        tokio::select! {
            biased;
            _ = &mut join => {}
            () = sleep(Duration::from_millis(10)) => {}
        }
        let moved = tokio::spawn(join);
        timeout(Duration::from_secs(1), moved).await.is_ok()
    };

    assert_eq!(play(seed, moves()), Played { output: true, frozen: false });
}

#[test]
fn try_join_ends_with_the_first_error() {
    let fails = async || tokio::try_join!(pending::<Result<(), &str>>(), async { Err::<(), _>("no") });

    for seed in SEEDS {
        assert_eq!(play(seed, fails()).output, Err("no"), "seed {seed}");
    }
}
