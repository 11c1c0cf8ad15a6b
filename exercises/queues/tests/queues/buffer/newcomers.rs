//! Who comes when others wait, and who goes.

use std::rc::Rc;

use super::EVERY_OVERFLOW;
use crate::by_hand::{at_once, soon};
use queues::{Buffer, Overflow};
use stage::{ms, outputs_of};
use tokio::time::{sleep, timeout};

/// A put that is dropped while it waits has put nothing, and its item is dropped with it.
///
/// What has your `put` changed when it waits, and where is the item?
///
/// - says "must put nothing": half done when cancelled
/// - says "must take no room": permit leaked
#[test]
fn a_put_that_is_dropped_leaves_nothing_behind() {
    let runs = outputs_of(async |_| {
        let (buffer, cup) = (Buffer::new(1, Overflow::Wait), Rc::new("tea"));
        buffer.put(Rc::new("jam")).await;
        assert!(timeout(ms(10), buffer.put(cup.clone())).await.is_err(), "a put must wait for room");
        let is_dropped = Rc::strong_count(&cup) == 1;
        let first = *buffer.get().await;
        let put_nothing = timeout(ms(10), buffer.get()).await.is_err();
        let took_no_room = timeout(ms(10), buffer.put(cup)).await.is_ok();
        (is_dropped && first == "jam" && put_nothing, took_no_room)
    });

    for (put_nothing, took_no_room) in runs {
        assert!(put_nothing, "a dropped put must put nothing");
        assert!(took_no_room, "a dropped put must take no room");
    }
}

/// A put that was woken waits on if somebody else has taken the room meanwhile.
///
/// Once your `put` was woken, can it be sure that there is room for it?
///
/// - panics: stale check
/// - says "must wait on: 2 instead of 1": stale check
#[test]
fn a_newcomer_and_a_woken_put_share_no_room() {
    let runs = outputs_of(async |_| {
        let buffer = Buffer::new(1, Overflow::Wait);
        buffer.put("tea").await;
        let waits = timeout(ms(30), buffer.put("cake"));
        let take_and_put = async {
            sleep(ms(10)).await;
            soon(buffer.get()).await;
            // In the same turn: the one who waits is woken, and may find no room.
            at_once(buffer.put("milk")).is_ready()
        };
        let (woken, newcomer) = tokio::join!(waits, take_and_put);
        usize::from(woken.is_ok()) + usize::from(newcomer)
    });

    for put in runs {
        assert_eq!(put, 1, "one of the two must have the room, and the other must wait on");
    }
}

/// A get that was woken waits on if somebody else has taken the item meanwhile.
///
/// Once your `get` was woken, can it be sure that there is an item for it?
///
/// - panics: stale check
/// - says "must wait on: 2 instead of 1": goes on without waiting
#[test]
fn a_newcomer_and_a_woken_get_share_no_item() {
    for overflow in EVERY_OVERFLOW {
        let runs = outputs_of(async |_| {
            let buffer = Buffer::new(1, overflow);
            let waits = timeout(ms(30), buffer.get());
            let put_and_take = async {
                sleep(ms(10)).await;
                soon(buffer.put("tea")).await;
                at_once(buffer.get()).is_ready()
            };
            let (woken, newcomer) = tokio::join!(waits, put_and_take);
            usize::from(woken.is_ok()) + usize::from(newcomer)
        });

        for got in runs {
            assert_eq!(got, 1, "one of the two must have the item, and the other must wait on");
        }
    }
}
