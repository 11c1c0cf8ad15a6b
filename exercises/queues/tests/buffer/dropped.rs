//! Calls that are dropped on their way.

use std::pin::pin;
use std::task::Poll;

use super::EVERY_OVERFLOW;
use queues::{Buffer, Counts, Overflow, Put};
use stage::by_hand::{at_once, call, polled, polled_times};
use stage::{ms, outputs_of};
use tokio::time::timeout;

/// A call that waits has changed no count, and keeps nobody from looking.
///
/// What does a call of yours change or hold before it waits?
///
/// - says "must not be counted": counted before it is done
#[test]
fn who_waits_is_not_counted_yet() {
    let buffer = Buffer::new(1, Overflow::Wait);
    let mut get = call("get()", buffer.get());
    assert_eq!(polled(&mut get), Poll::Pending, "a get must wait while the buffer is empty");
    assert_eq!(buffer.counts(), Counts::default(), "a get that waits must not be counted yet");
    drop(get);

    let first = at_once(call("put(1)", buffer.put(1)));
    assert_eq!(first, Poll::Ready(Put::Accepted), "an item must go in after a get was dropped");
    let mut put = call("put(2)", buffer.put(2));
    assert_eq!(polled(&mut put), Poll::Pending, "a put must wait while the buffer is full");
    let one = Counts { accepted: 1, ..Counts::default() };
    assert_eq!(buffer.counts(), one, "a put that waits must not be counted yet");
    drop(put);
    assert_eq!(buffer.counts(), one, "a put that waited and was dropped must not be counted");
}

/// A get that is dropped takes nothing, at whatever point it is dropped, and another one gets the item.
///
/// What has your `get` already taken or changed at each of its `.await`s?
///
/// - says "must lose no item": item lost on cancellation
/// - says "must take no wake-up along": lost wake-up
/// - says "must not be counted": counted before it is done
#[test]
fn a_get_that_is_dropped_takes_nothing() {
    for overflow in EVERY_OVERFLOW {
        let runs = outputs_of(async |_| {
            // Each pair: so many polls before there is an item, so many behind that.
            for (before, behind) in [(0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 1)] {
                let buffer = Buffer::new(1, overflow);
                let mut dropped = call("get()", buffer.get());
                let mut other = pin!(buffer.get());
                assert_eq!(
                    polled_times(before, &mut dropped),
                    None,
                    "a get must wait while the buffer is empty"
                );
                let too_early = timeout(ms(10), other.as_mut()).await.ok();
                assert_eq!(too_early, None, "a second get must wait too while the buffer is empty");

                buffer.put("tea").await;
                let got = polled_times(behind, &mut dropped);
                drop(dropped);

                let gone =
                    format!("a get that is dropped (polls before the put: {before}, after it: {behind})");
                if got.is_none() && timeout(ms(10), other).await.is_err() {
                    let newcomer = timeout(ms(10), buffer.get()).await.is_ok();
                    let taken =
                        if buffer.counts().taken == 0 { "not counted as taken" } else { "counted as taken" };
                    assert!(newcomer, "{gone} must lose no item, and no get has this one; it is {taken}");
                    panic!("{gone} must take no wake-up along, and only a newcomer has the item");
                }
                let one = Counts { accepted: 1, taken: 1, ..Counts::default() };
                assert_eq!(buffer.counts(), one, "{gone} must not be counted as taken");
            }
        });

        runs.for_each(drop);
    }
}

/// A put that is dropped puts nothing, at whatever point it is dropped, and another one gets the room.
///
/// What has your `put` already changed at each of its `.await`s?
///
/// - says "must put nothing": half done when cancelled
/// - says "must take no wake-up along": lost wake-up
/// - says "must take no room": permit leaked
/// - says "must not be counted": counted before it is done
#[test]
fn a_put_that_is_dropped_puts_nothing() {
    let runs = outputs_of(async |_| {
        // Each pair: so many polls before there is room, so many behind that.
        for (before, behind) in [(0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 1)] {
            let buffer = Buffer::new(1, Overflow::Wait);
            buffer.put("jam").await;
            let mut dropped = call("put(tea)", buffer.put("tea"));
            let mut other = pin!(buffer.put("cake"));
            assert_eq!(polled_times(before, &mut dropped), None, "a put must wait while the buffer is full");
            let too_early = timeout(ms(10), other.as_mut()).await.ok();
            assert_eq!(too_early, None, "a second put must wait too while the buffer is full");

            buffer.get().await;
            let put = polled_times(behind, &mut dropped);
            drop(dropped);

            let gone = format!("a put that is dropped (polls without room: {before}, with room: {behind})");
            let other = timeout(ms(10), other).await.is_ok();
            if put.is_none() && !other {
                let newcomer = timeout(ms(10), buffer.put("milk")).await;
                let is_asleep = newcomer == Ok(Put::Accepted);
                assert!(!is_asleep, "{gone} must take no wake-up along, and only a newcomer finds room");
                let left = timeout(ms(10), buffer.get()).await.ok();
                assert_eq!(left, None, "{gone} must put nothing; what the next get has");
                panic!("{gone} must take no room, and no other put finds any");
            }
            assert_eq!(
                buffer.counts().accepted,
                2,
                "{gone} must not be counted; the number of accepted items"
            );
            let expected = if other { "cake" } else { "tea" };
            assert_eq!(buffer.get().await, expected, "{gone} must put nothing; what the next get has");
        }
    });

    runs.for_each(drop);
}
