//! What one `put_within` promises that nobody else disturbs.

use std::task::Poll;

use super::full_queue;
use crate::rest_of::rest_of;
use queues::{NotPut, Queue};
use stage::by_hand::{call, settled, soon};
use stage::{ms, outputs_of};
use tokio::time::{Instant, sleep, timeout};

/// What need not wait needs no time: there is room, or the queue is closed.
///
/// What does your function do first when there is room, or when the queue is closed?
///
/// - says "as `put` does" and says " [Err(TimedOut": goes on without waiting
/// - says "must give the item back" and says " Err(TimedOut": wrong reason to stop
/// - says "must give the item back" and says " Ok(": never closed
/// - says "must not wait where there is room": time used instead of a signal
/// - says "the order in which they went in": not first in, first out
#[test]
fn what_need_not_wait_needs_no_time() {
    let runs = outputs_of(async |_| {
        let (queue, began) = (Queue::new(3), Instant::now());
        let put = [queue.put_within("tea", ms(1)).await, queue.put_within("milk", ms(1)).await];
        queue.close();
        let late = queue.put_within("cake", ms(10_000)).await;
        (put, late, rest_of(&queue).await, began.elapsed())
    });

    for (put, late, rest, took) in runs {
        assert_eq!(put, [Ok(()); 2], "where there is room, the call must put its item, as `put` does");
        assert_eq!(late, Err(NotPut::Closed("cake")), "a closed queue must give the item back");
        assert_eq!(rest, ["tea", "milk"], "items must come out in the order in which they went in");
        assert_eq!(
            took,
            ms(0),
            "the calls must not wait where there is room, or the queue is closed; the time that they take"
        );
    }
}

/// A put lets the get that waits for an item go on at once.
///
/// What changes in the queue when your function puts an item?
///
/// - says "when an item is put" and says " None": lost wake-up
#[test]
fn an_item_that_is_put_wakes_a_get() {
    let runs = outputs_of(async |_| {
        let (queue, began) = (Queue::new(1), Instant::now());
        let get = async {
            let item = timeout(ms(100), queue.get()).await;
            item.is_ok().then(|| began.elapsed())
        };
        let put = async {
            sleep(ms(17)).await;
            queue.put_within("tea", ms(1)).await
        };
        tokio::join!(get, put).0
    });

    for took in runs {
        assert_eq!(
            took,
            Some(ms(17)),
            "a get that waits must go on at once when an item is put; the time at which it does"
        );
    }
}

/// A put sleeps until something happens.
///
/// What does your function do while the queue is full?
///
/// - says "must sleep": busy waiting
#[test]
fn a_put_that_waits_sleeps() {
    let runs = outputs_of(async |_| {
        let queue = full_queue().await;
        let mut call = call("put_within(tea)", queue.put_within("tea", ms(5000)));
        let found = settled(&mut call).await;
        sleep(ms(4300)).await;
        (found, call.is_woken())
    });

    for (found, is_woken) in runs {
        assert_eq!(found, Poll::Pending, "a put must wait while the queue is full");
        assert!(
            !is_woken,
            "a put must sleep until there is room or its limit ends, and it is woken before that"
        );
    }
}

/// The limit lasts exactly as long as it says, from the first poll on, and then the item comes back.
///
/// What makes your call return if there is never room, and where is the item then?
///
/// - stuck and not `producer` does `has an answer`: timeout around the wrong future
/// - says "a call whose limit has passed": wrong reason to stop
/// - says "from the first poll on": timeout around the wrong future
/// - says "must put nothing": half done when cancelled
#[test]
fn the_limit_begins_with_the_first_poll() {
    let runs = outputs_of(async |stage| {
        let producer = stage.actor("producer");
        let (short, long) = (full_queue().await, full_queue().await);
        let calls = [short.put_within("tea", ms(1)), long.put_within("milk", ms(1300))];
        let (mut results, mut took) = (Vec::new(), Vec::new());
        for call in calls {
            let began = Instant::now();
            producer.does("brings it");
            results.push(call.await);
            producer.does("has an answer");
            took.push(began.elapsed());
        }
        (results, took, [rest_of(&short).await, rest_of(&long).await])
    });

    for (results, took, rest) in runs {
        let given_back = ["tea", "milk"].map(|item| Err(NotPut::TimedOut(item)));
        assert_eq!(
            results, given_back,
            "a call whose limit has passed must give its item back as `TimedOut`"
        );
        assert_eq!(
            took,
            [ms(1), ms(1300)],
            "the limit must count from the first poll on; the time of each call"
        );
        assert_eq!(
            rest,
            [["jam"], ["jam"]],
            "a call that gives up must put nothing; what is in the two queues"
        );
    }
}

/// Who has given up leaves the queue as if it had never come, however many they are.
///
/// What has your call changed in the queue when it gives up?
///
/// - says "fit into a full queue": counted as free again
/// - says "fit when all places are free" and says " 0": leaves something behind
/// - says "fit when all places are free" and says " 1": permit leaked
/// - says "fit when all places are free" and says " 2": permit leaked
/// - says "fit when all places are free" and says " 3": permit leaked
#[test]
fn who_has_given_up_leaves_the_queue_as_it_was() {
    let runs = outputs_of(async |_| {
        let (stays_full, is_emptied) = (Queue::new(4), Queue::new(4));
        let fits = async |queue: &Queue<_>, times| {
            let mut count = 0;
            for _ in 0..times {
                count += usize::from(timeout(ms(1), queue.put("bread")).await.is_ok());
            }
            count
        };
        let before = fits(&stays_full, 7).await;
        fits(&is_emptied, 4).await;
        for queue in [&stays_full, &stays_full, &stays_full, &is_emptied, &is_emptied, &is_emptied] {
            let _ = queue.put_within("tea", ms(1)).await;
        }
        let behind = fits(&stays_full, 3).await;
        for _ in 0..4 {
            is_emptied.get().await.expect("an open queue must not give `None`");
        }
        ([before, behind], fits(&is_emptied, 7).await)
    });

    for ([before, behind], count) in runs {
        assert_eq!(before, 4, "the number of items that fit into an empty queue for four");
        assert_eq!(behind, 0, "the number of items that fit into a full queue, after three calls gave up");
        assert_eq!(
            count, 4,
            "the number of items that fit when all places are free, after three calls gave up"
        );
    }
}

/// An item that was put has its place until somebody takes it.
///
/// After your function has put an item, when does its place become free again?
///
/// - says "the number of items that go into a queue" and says " 5": counted as free again
#[test]
fn an_item_that_was_put_has_its_place() {
    let runs = outputs_of(async |_| {
        let (queue, began, mut put) = (Queue::new(2), Instant::now(), 0);
        // Up to the first that has to wait.
        while put < 5 && queue.put_within(put, ms(1)).await.is_ok() && began.elapsed() == ms(0) {
            put += 1;
        }
        put
    });

    for put in runs {
        assert_eq!(put, 2, "the number of items that go into a queue for two, while nothing is taken");
    }
}

/// A put that was woken and found no room waits on, up to the same limit.
///
/// If your call is woken and finds no room, what happens to its limit?
///
/// - says "within its limit": timeout around the wrong future
#[test]
fn a_wake_up_does_not_begin_the_limit_anew() {
    let runs = outputs_of(async |_| {
        let (queue, began) = (full_queue().await, Instant::now());
        let wait = async { (queue.put_within("tea", ms(50)).await, began.elapsed()) };
        let take_and_put = async {
            for _ in 0..3 {
                sleep(ms(20)).await;
                queue.get().await.expect("an open queue must not give `None`");
                // In the same turn: whoever waits is woken, and may find no room.
                let _ = timeout(ms(1), soon(call("put(cake)", queue.put("cake")))).await;
            }
        };
        tokio::join!(wait, take_and_put).0
    });

    for (result, ended) in runs {
        let is_right = if result.is_err() { ended == ms(50) } else { ended < ms(50) };
        assert!(is_right, "a put must end within its limit of 50 ms: {result:?} after {ended:?}");
    }
}

/// The limit covers every wait of the call, also while others are served in front of it.
///
/// Which of your `.await`s can last longer than the limit?
///
/// - says "within its limit": timeout around the wrong future
#[test]
fn the_limit_covers_the_wait_behind_others() {
    let runs = outputs_of(async |_| {
        let (queue, began) = (full_queue().await, Instant::now());
        let first = timeout(ms(200), queue.put("cake"));
        let behind = async {
            sleep(ms(3)).await;
            (queue.put_within("tea", ms(17)).await, began.elapsed())
        };
        let get = async {
            sleep(ms(10)).await;
            queue.get().await.expect("an open queue must not give `None`");
        };
        tokio::join!(first, behind, get).1
    });

    for ended in runs {
        // Nobody promises who of the two has the room.
        let (result, at) = ended;
        assert!(
            at <= ms(20),
            "a put that is called at 3 ms must end within its limit of 17 ms: {result:?} at {at:?}"
        );
        let ends = [(Err(NotPut::TimedOut("tea")), ms(20)), (Ok(()), ms(10))];
        assert!(
            ends.contains(&(result, at)),
            "a put of \"tea\" has room at 10 ms, or gives \"tea\" back at 20 ms: {result:?} at {at:?}"
        );
    }
}
