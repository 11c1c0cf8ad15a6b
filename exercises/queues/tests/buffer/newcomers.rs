//! Who comes when others wait, and who goes.

use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use super::EVERY_OVERFLOW;
use queues::{Buffer, Overflow};
use stage::by_hand::{Call, call, polled, settled, soon};
use stage::{ms, outputs_of};
use tokio::time::{Instant, sleep, timeout};

/// Whether a call that has its first turn now comes to its end, within 20 ms.
async fn ends<F: Future>(mut call: Call<F>) -> bool {
    polled(&mut call).is_ready() || timeout(ms(20), call).await.is_ok()
}

/// An item that was taken is gone: the next get waits.
///
/// What changes in your buffer when a `get` takes an item?
///
/// - panics: counted as free again
#[test]
fn what_was_taken_is_gone() {
    let runs = outputs_of(async |_| {
        let buffer = Buffer::new(2, Overflow::Wait);
        let mut first = call("first get()", buffer.get());
        let too_early = settled(&mut first).await;
        assert_eq!(too_early, Poll::Pending, "a get must wait while the buffer is empty");
        buffer.put("tea").await;
        let got = settled(&mut first).await;
        (got, settled(&mut call("second get()", buffer.get())).await)
    });

    for (got, next) in runs {
        assert_eq!(got, Poll::Ready("tea"), "a get that waits must have the item that is put");
        assert_eq!(next, Poll::Pending, "the next get must wait, because the item is taken");
    }
}

/// A get that was woken waits on if somebody else has taken the item meanwhile.
///
/// What does your `get` do if it is woken and another one has taken the item?
///
/// - panics: stale check
/// - says "must wait on" and says " 2": goes on without waiting
#[test]
fn a_newcomer_and_a_woken_get_share_no_item() {
    for overflow in EVERY_OVERFLOW {
        let runs = outputs_of(async |_| {
            let buffer = Buffer::new(1, overflow);
            let waits = timeout(ms(30), buffer.get());
            let put_and_take = async {
                sleep(ms(10)).await;
                soon(call("put(tea)", buffer.put("tea"))).await;
                ends(call("get()", buffer.get())).await
            };
            let (woken, newcomer) = tokio::join!(waits, put_and_take);
            usize::from(woken.is_ok()) + usize::from(newcomer)
        });

        for got in runs {
            assert_eq!(
                got, 1,
                "only one of the woken get and the newcomer may have the item, and the other one must wait on"
            );
        }
    }
}

/// A put that is dropped while it waits has put nothing, and its item is dropped with it.
///
/// What has your `put` changed before it waits?
///
/// - says "must put nothing": half done when cancelled
/// - says "must take no room": permit leaked
#[test]
fn a_put_that_is_dropped_leaves_nothing_behind() {
    let runs = outputs_of(async |_| {
        let (buffer, cup) = (Buffer::new(1, Overflow::Wait), Rc::new("tea"));
        buffer.put(Rc::new("jam")).await;
        let too_early = timeout(ms(10), buffer.put(cup.clone())).await.ok();
        assert_eq!(too_early, None, "a put must wait while the buffer is full");
        let is_dropped = Rc::strong_count(&cup) == 1;
        let mut out = vec![*buffer.get().await];
        out.extend(timeout(ms(10), buffer.get()).await.ok().map(|item| *item));
        let has_room = timeout(ms(10), buffer.put(cup)).await.is_ok();
        (is_dropped, out, has_room)
    });

    for (is_dropped, out, has_room) in runs {
        assert_eq!(out, ["jam"], "a dropped put must put nothing; what comes out after it");
        assert!(is_dropped, "a dropped put must put nothing, and its item still exists");
        assert!(
            has_room,
            "a dropped put must take no room, and after it an empty buffer for one takes no item"
        );
    }
}

/// A put that was woken waits on if somebody else has taken the room meanwhile.
///
/// What does your `put` do if it is woken and another one has taken the room?
///
/// - panics: stale check
/// - says "must wait on" and says " 2": goes on without waiting
#[test]
fn a_newcomer_and_a_woken_put_share_no_room() {
    let runs = outputs_of(async |_| {
        let buffer = Buffer::new(1, Overflow::Wait);
        buffer.put("tea").await;
        let waits = timeout(ms(30), buffer.put("cake"));
        let take_and_put = async {
            sleep(ms(10)).await;
            soon(call("get()", buffer.get())).await;
            // In the same turn: the one who waits is woken, and may find no room.
            ends(call("put(milk)", buffer.put("milk"))).await
        };
        let (woken, newcomer) = tokio::join!(waits, take_and_put);
        usize::from(woken.is_ok()) + usize::from(newcomer)
    });

    for put in runs {
        assert_eq!(
            put, 1,
            "only one of the woken put and the newcomer may have the room, and the other one must wait on"
        );
    }
}

/// Where gets and puts wait at the same time, each of them goes on as soon as it can.
///
/// Which of the waiting calls does your `put` wake, and which your `get`?
///
/// - says "that can go on": lost wake-up
#[test]
fn gets_and_puts_that_wait_together_all_go_on() {
    let runs = outputs_of(async |_| {
        let (buffer, now) = (Arc::new(Buffer::new(1, Overflow::Wait)), Instant::now());
        let get = || {
            let buffer = buffer.clone();
            tokio::spawn(async move { timeout(ms(100), buffer.get()).await.is_ok().then(|| now.elapsed()) })
        };
        let gets = [get(), get()];
        sleep(ms(17)).await;
        soon(call("put(tea)", buffer.put("tea"))).await;
        // In the same turn: a get is woken, and the other one waits.
        let put = timeout(ms(50), buffer.put("cake")).await.is_ok().then(|| now.elapsed());
        let mut ended = vec![put];
        for get in gets {
            ended.push(get.await.expect("it only takes an item"));
        }
        ended
    });

    for ended in runs {
        assert_eq!(
            ended,
            [Some(ms(17)); 3],
            "no call may wait that can go on; when the second of two puts ends, and two gets (`None`: never)"
        );
    }
}
