//! What one `put_within` promises that nobody else disturbs.

use super::full_queue;
use crate::by_hand::{settled, soon};
use crate::rest_of;
use queues::{NotPut, Queue};
use stage::{ms, outputs_of};
use tokio::time::{Instant, sleep, timeout};
use tokio_test::task;

/// What need not wait needs no time: there is room, or the queue is closed.
///
/// Before your function waits for anything, what does it look at?
///
/// - says "as `put` does: [Err(TimedOut": goes on without waiting
/// - says "must give the item back: Err(TimedOut": wrong reason to stop
/// - says "must give the item back: Ok": never closed
/// - says "nobody needs a limit": time used instead of a signal
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
        assert_eq!(put, [Ok(()); 2], "items go in as `put` does");
        assert_eq!(late, Err(NotPut::Closed("cake")), "a closed queue must give the item back");
        assert_eq!(rest, ["tea", "milk"], "items come out in the order in which they went in");
        assert_eq!(took, ms(0), "nobody needs a limit where there is room, or the queue is closed");
    }
}

/// A put lets the get that waits for an item go on at once.
///
/// What must your function do behind the push that `put` does too?
///
/// - says "must go on at once": lost wake-up
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
        assert_eq!(took, Some(ms(17)), "a get that waits for an item must go on at once");
    }
}

/// A put sleeps until something happens.
///
/// Who wakes your call while it waits, and how often?
///
/// - says "must sleep": busy waiting
#[test]
fn a_put_that_waits_sleeps() {
    let runs = outputs_of(async |_| {
        let queue = full_queue().await;
        let mut call = task::spawn(queue.put_within("tea", ms(5000)));
        let waits = settled(&mut call).await.is_pending();
        sleep(ms(4300)).await;
        (waits, call.is_woken())
    });

    for (waits, is_woken) in runs {
        assert!(waits, "a put must wait while the queue is full");
        assert!(!is_woken, "whoever waits must sleep until something happens or the limit ends");
    }
}

/// The limit lasts exactly as long as it says, from the first poll on, and nothing has changed when it has passed.
///
/// At which instant does your limit begin, and where is the item when it ends?
///
/// - says "so the item comes back: [Err(TimedOut("tea")), Ok": limit off by one
/// - says "the limit that has passed is the reason": wrong reason to stop
/// - says "from the first poll on": timeout around the wrong future
/// - says "must put nothing": half done when cancelled
/// - says "must take no room": permit leaked
/// - says "must make no room": limit off by one
#[test]
fn the_limit_begins_with_the_first_poll() {
    let runs = outputs_of(async |_| {
        let queue = full_queue().await;
        let calls = [("tea", 1), ("milk", 1300)].map(|(item, limit)| queue.put_within(item, ms(limit)));
        let (mut results, mut took) = (Vec::new(), Vec::new());
        for call in calls {
            let began = Instant::now();
            results.push(call.await);
            took.push(began.elapsed());
        }
        let fits = async |item| timeout(ms(1), queue.put(item)).await.is_ok();
        let no_more = fits("sugar").await;
        queue.get().await.expect("nobody closes it");
        let fit = [no_more, fits("bread").await, fits("butter").await];
        (results, took, fit, rest_of(&queue).await)
    });

    for (results, took, fit, rest) in runs {
        let given_back = ["tea", "milk"].map(|item| Err(NotPut::TimedOut(item)));
        assert_eq!(results, given_back, "the limit that has passed is the reason, so the item comes back");
        assert_eq!(took, [ms(1), ms(1300)], "the limit must be counted from the first poll on");
        let is_in = |item| rest.contains(&item);
        assert!(!is_in("tea") && !is_in("milk"), "who gives up must put nothing");
        assert!(fit[1], "who gives up must take no room");
        assert!(!fit[0] && !fit[2], "who gives up must make no room");
    }
}

/// A put that was woken and found no room waits on, up to the same limit.
///
/// When your call waits once more, how much of its limit is left?
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
                queue.get().await.expect("nobody closes it");
                // In the same turn: whoever waits is woken, and may find no room.
                let _ = timeout(ms(1), soon(queue.put("cake"))).await;
            }
        };
        tokio::join!(wait, take_and_put).0
    });

    for (result, ended) in runs {
        let is_right = if result.is_err() { ended == ms(50) } else { ended < ms(50) };
        assert!(is_right, "a put must end within its limit: {result:?} after {ended:?}");
    }
}

/// The limit covers every wait of the call, also while others are served in front of it.
///
/// Of all the things that your call waits for, which are outside of the limit, and which begin it anew?
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
            queue.get().await.expect("nobody closes it");
        };
        tokio::join!(first, behind, get).1
    });

    for ended in runs {
        // Nobody promises who of the two has the room.
        let ends = [(Err(NotPut::TimedOut("tea")), ms(20)), (Ok(()), ms(10))];
        assert!(ends.contains(&ended), "a put must end within its limit: {ended:?}");
    }
}
