//! How many items are handled at the same time, and how many are ahead of the workers.

use std::sync::{Arc, Mutex};

use queues::run_pool;
use rstest::rstest;
use stage::{ms, outputs_of};
use tokio::time::{Instant, sleep};

/// How many there are of something now, and how many there were at most.
#[derive(Clone, Default)]
struct Gauge(Arc<Mutex<(usize, usize)>>);

impl Gauge {
    fn rises(&self) {
        let (now, highest) = &mut *self.0.lock().expect("nobody panics here");
        *now += 1;
        *highest = (*highest).max(*now);
    }

    fn falls(&self) {
        self.0.lock().expect("nobody panics here").0 -= 1;
    }

    fn highest(&self) -> usize {
        self.0.lock().expect("nobody panics here").1
    }
}

/// As many items are handled at the same time as there are workers.
///
/// What decides how many items your function handles at the same time?
///
/// - says "handled at the same time" and says " 8": unbounded buffer
/// - says "handled at the same time" and says " 4": limit off by one
/// - says "handled at the same time" and says " 2": limit off by one
/// - says "handled at the same time" and says " 1": one after the other
/// - stuck and `pool` does `ends 8`: never closed
/// - stuck: deadlock
#[test]
fn as_many_are_handled_as_there_are_workers() {
    let runs = outputs_of(async |stage| {
        let (gauge, pool) = (Gauge::default(), stage.actor("pool"));
        let handle = {
            let gauge = gauge.clone();
            move |number| {
                let (gauge, pool) = (gauge.clone(), pool.clone());
                async move {
                    gauge.rises();
                    sleep(ms(10)).await;
                    gauge.falls();
                    pool.does(format!("ends {number}"));
                    Ok::<_, ()>(number)
                }
            }
        };
        let outcomes = run_pool(1..=8, 3, 1, handle).await;
        (gauge.highest(), outcomes)
    });

    for (most, outcomes) in runs {
        assert_eq!(most, 3, "the number of items that are handled at the same time, with three workers");
        assert_eq!(outcomes.len(), 8, "the number of outcomes for eight items");
    }
}

/// What is taken from `items` and not handled yet is bounded, and the room for `capacity` of them is used.
///
/// What must happen before your function takes the next item from `items`?
///
/// - says "not be handled yet: 30 are": unbounded buffer
/// - says "= 3 may be taken" and says "not be handled yet: 4 are": limit off by one
/// - says "= 6 may be taken" and says "not be handled yet: 7 are": limit off by one
/// - says "not be handled yet": taken ahead of need
/// - says "there must be a time when": limit not used up
#[rstest]
#[case::with_one_worker_and_one_place(1, 1)]
#[case::with_two_workers_and_three_places(2, 3)]
fn as_many_are_taken_as_there_is_room_for(#[case] workers: usize, #[case] capacity: usize) {
    let runs = outputs_of(async |_| {
        let gauge = Gauge::default();
        let (taken, handled) = (gauge.clone(), gauge.clone());
        let handle = move |_| {
            let handled = handled.clone();
            async move {
                sleep(ms(10)).await;
                handled.falls();
                Ok::<_, ()>(())
            }
        };
        run_pool((0..30).inspect(move |_| taken.rises()), workers, capacity, handle).await;
        gauge.highest()
    });

    for most in runs {
        let (room, allowed) = (workers + capacity, workers + capacity + 1);
        assert!(
            most <= allowed,
            "at most workers + capacity + 1 = {allowed} may be taken from `items` and not be handled yet: \
             {most} are"
        );
        assert!(
            most >= room,
            "with {workers} at work and room for {capacity}, there must be a time when {room} items are \
             taken from `items` and not handled yet: at most {most} are"
        );
    }
}

/// Without an item there is nothing to wait for, and a worker without an item keeps nobody.
///
/// What makes your function return when there is nothing left to handle?
///
/// - stuck: never closed
#[rstest]
#[case::without_any_item(0)]
#[case::with_fewer_items_than_workers(2)]
fn a_worker_without_an_item_keeps_nobody(#[case] items: usize) {
    let runs = outputs_of(async |_| {
        let began = Instant::now();
        let outcomes = run_pool(0..items, 5, 7, async |number| Ok::<_, ()>(number)).await;
        (outcomes.len(), began.elapsed())
    });

    for (count, took) in runs {
        assert_eq!(count, items, "the number of outcomes for {items} items");
        assert_eq!(
            took,
            ms(0),
            "a call that has nothing to wait for must return at once; the time that it takes"
        );
    }
}
