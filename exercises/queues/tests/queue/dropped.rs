//! A call that is dropped takes nothing along.

use std::rc::Rc;

use insta::assert_snapshot;
use queues::Queue;
use rstest::rstest;
use stage::by_hand::{at_once, call, outputs_of_the_woken, polled};
use stage::{ms, outputs_of, play};
use tokio::time::{sleep, timeout};
use tokio_test::{assert_pending, assert_ready_eq};

use super::{item_at_hand, polled_only};

/// A get that is dropped takes nothing, at whatever point it is dropped.
///
/// What has your `get` already taken or changed at each of its `.await`s?
///
/// - says "None, Some(1)": permit leaked
/// - says "[Some(1), None, Some(2)]": permit leaked
/// - says "a dropped get must lose no item": item lost on cancellation
#[test]
fn a_get_that_is_dropped_on_its_way_takes_nothing() {
    let runs = outputs_of(async |_| {
        let queue = Queue::new(3);
        let mut got = Vec::new();
        for polls in 1..=3 {
            queue.put(polls).await.expect("an open queue must take the item");
            let item = match polled_only(polls, call(format!("get() {polls}"), queue.get())) {
                Some(item) => item,
                None => timeout(ms(100), queue.get()).await.ok().flatten(),
            };
            got.push(item);
        }
        got
    });

    for got in runs {
        assert_eq!(
            got,
            [Some(1), Some(2), Some(3)],
            "a dropped get must lose no item; the items of three gets, or of the gets after them"
        );
    }
}

/// A get that is dropped while it waits takes nothing and makes no room.
///
/// What has your `get` taken or changed before it waits?
///
/// - says "must lose no item": item lost on cancellation
/// - says "must make no room": half done when cancelled
#[test]
fn a_get_that_is_dropped_takes_nothing() {
    let queue = Queue::new(2);
    let mut dropped = call("first get()", queue.get());
    assert_pending!(polled(&mut dropped), "a get must wait while the queue is empty");

    drop(dropped);

    for item in ["tea", "cake"] {
        assert_ready_eq!(
            at_once(call(format!("put({item})"), queue.put(item))),
            Ok(()),
            "a dropped get must take no room"
        );
    }
    let mut too_many = call("put(milk)", queue.put("milk"));
    assert_pending!(polled(&mut too_many), "a dropped get must make no room");
    for item in ["tea", "cake"] {
        let got = at_once(call("get()", queue.get()));
        assert_ready_eq!(got, Some(item), "a dropped get must lose no item");
    }
}

/// A get that was woken and is dropped before it runs takes nothing.
///
/// Where is the item between the wake-up of a get and its next poll?
///
/// - says "must lose no item": item lost on cancellation
/// - says "take the wake-up of the next": lost wake-up
#[test]
fn a_get_that_is_dropped_when_woken_takes_nothing() {
    let queue = Queue::new(2);
    let mut dropped = call("first get()", queue.get());
    assert_pending!(polled(&mut dropped), "a get must wait while the queue is empty");

    assert_ready_eq!(
        at_once(call("put(tea)", queue.put("tea"))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    drop(dropped);

    assert_ready_eq!(at_once(call("get()", queue.get())), Some("tea"), "a dropped get must lose no item");
    let mut next = call("next get()", queue.get());
    assert_pending!(polled(&mut next), "an item must come out only once");
    assert_ready_eq!(
        at_once(call("put(cake)", queue.put("cake"))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    assert!(next.is_woken(), "a dropped get must not take the wake-up of the next");
    assert_ready_eq!(polled(&mut next), Some("cake"), "the next get must have the next item");
}

/// If the woken get is dropped, another one that waits gets the item.
///
/// If the woken `get` is dropped, how does another waiting `get` learn of the item?
///
/// - says "no get may wait while there is an item": lost wake-up
/// - says "must lose no item" and says " []": item lost on cancellation
#[rstest]
#[case::when_the_first_is_dropped(0)]
#[case::when_the_second_is_dropped(1)]
#[case::when_the_last_is_dropped(2)]
fn a_dropped_get_leaves_its_item_to_the_others(#[case] goes: usize) {
    let queue = Queue::new(2);
    let mut waiting: Vec<_> = (1..=3).map(|number| call(format!("get() {number}"), queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }

    assert_ready_eq!(
        at_once(call("put(tea)", queue.put("tea"))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    drop(waiting.remove(goes));

    let got = outputs_of_the_woken(&mut waiting);
    assert_eq!(
        item_at_hand(&queue),
        None,
        "no get may wait while there is an item; the item that is left in the queue"
    );
    assert_eq!(got, [Some("tea")], "a dropped get must lose no item; what the other gets give");
}

/// A get that runs out of time loses no item.
///
/// If a waiting `get` is dropped, what happens to the next item?
///
/// - `patient` misses `gets` and `guest` does `gets`: lost wake-up
/// - stuck and `patient` misses `gets` and not `producer` misses `puts` and not elsewhere: item lost on
///   cancellation
#[test]
fn a_get_that_runs_out_of_time_loses_no_item() {
    let run = play(async |stage| {
        let [hasty, patient, producer, guest] =
            ["hasty", "patient", "producer", "guest"].map(|name| stage.actor(name));
        let queue = Queue::new(1);

        let hasty_get = async {
            hasty.does("waits");
            let item = timeout(ms(10), queue.get()).await;
            hasty.does(if item.is_ok() { "has it" } else { "gives up" });
        };
        let patient_get = async {
            sleep(ms(4)).await;
            patient.does("waits");
            let item = queue.get().await.expect("an open queue must not give `None`");
            patient.does(format!("gets {item}"));
        };
        let put = async {
            sleep(ms(23)).await;
            producer.does("puts tea");
            queue.put("tea").await.expect("an open queue must take the item");
        };
        let look = async {
            sleep(ms(40)).await;
            match timeout(ms(10), queue.get()).await {
                Ok(item) => guest.does(format!("gets {}", item.expect("an open queue must not give `None`"))),
                Err(_elapsed) => guest.does("finds nothing"),
            }
        };
        tokio::join!(hasty_get, patient_get, put, look);
    });

    assert_snapshot!(run);
}

/// A put that is dropped has put nothing and takes no room, at whatever point it is dropped.
///
/// What has your `put` already changed at each of its `.await`s?
///
/// - says "must put nothing": half done when cancelled
/// - says "must take no room": permit leaked
#[test]
fn a_put_that_is_dropped_on_its_way_puts_nothing() {
    let runs = outputs_of(async |_| {
        let queue = Queue::new(1);
        let (mut puts_nothing, mut takes_no_room) = (true, true);
        for polls in 1..=3 {
            let was_put = polled_only(polls, call(format!("put({polls})"), queue.put(polls))).is_some();
            puts_nothing &= was_put == timeout(ms(10), queue.get()).await.is_ok();
            takes_no_room &= timeout(ms(10), queue.put(100)).await.is_ok();
            // Empty again, if the put was right.
            let _ = timeout(ms(10), queue.get()).await;
        }
        (puts_nothing, takes_no_room)
    });

    for (puts_nothing, takes_no_room) in runs {
        assert!(puts_nothing, "a dropped put must put nothing");
        assert!(takes_no_room, "a dropped put must take no room");
    }
}

/// A put that is dropped while it waits has put nothing and takes no room.
///
/// What has your `put` changed before it waits?
///
/// - says "must put nothing": half done when cancelled
/// - says "must take no room" and not says "Ok(": permit leaked
#[test]
fn a_put_that_is_dropped_leaves_nothing_behind() {
    let queue = Queue::new(2);
    // Neither `Clone` nor `Send`: a queue only moves its items. The count tells where `Rc`s are.
    let cup = Rc::new("cup");
    for number in 0..2 {
        let item = Rc::new(["tea", "milk"][number]);
        assert_ready_eq!(
            at_once(call(format!("put({item})"), queue.put(item))),
            Ok(()),
            "a put must succeed at once while there is room"
        );
    }
    let mut dropped = call("put(cup)", queue.put(cup.clone()));
    assert_pending!(polled(&mut dropped), "a put must wait while the queue is full");

    drop(dropped);

    assert_eq!(
        Rc::strong_count(&cup),
        1,
        "the item of a dropped put must be dropped with it; the number of its owners"
    );
    for item in ["tea", "milk"] {
        assert_ready_eq!(
            at_once(call("get()", queue.get())),
            Some(Rc::new(item)),
            "a get must give the items that were put, in their order"
        );
    }
    assert_pending!(at_once(call("get()", queue.get())), "a dropped put must put nothing");
    for _ in 0..2 {
        let put = at_once(call("put(cup)", queue.put(cup.clone())));
        assert_ready_eq!(put, Ok(()), "a dropped put must take no room");
    }
    let mut too_many = call("last put(cup)", queue.put(cup.clone()));
    assert_pending!(polled(&mut too_many), "a dropped put must make no room");
}

/// If the woken put is dropped, another one that waits gets the room.
///
/// If the woken `put` is dropped, how does another waiting `put` learn of the room?
///
/// - says "no put may wait while there is room": lost wake-up
/// - says "must take no room" and says " []": permit leaked
/// - says "must put nothing": half done when cancelled
#[rstest]
#[case::when_the_first_is_dropped(0)]
#[case::when_the_second_is_dropped(1)]
#[case::when_the_last_is_dropped(2)]
fn a_dropped_put_leaves_its_room_to_the_others(#[case] goes: usize) {
    let queue = Queue::new(1);
    assert_ready_eq!(
        at_once(call("put(100)", queue.put(100))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    let mut waiting: Vec<_> =
        (0..3).map(|number| call(format!("put({number})"), queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(polled(put), "a put must wait while the queue is full");
    }

    assert_ready_eq!(at_once(call("get()", queue.get())), Some(100), "a get must give the item that was put");
    drop(waiting.remove(goes));

    // One after the other: the queue has a single place.
    let mut got = Vec::new();
    for _ in 0..2 {
        let put = outputs_of_the_woken(&mut waiting);
        if put.is_empty() {
            let newcomer = at_once(call("put(100)", queue.put(100)));
            assert!(newcomer.is_pending(), "no put may wait while there is room");
        }
        assert_eq!(put, [Ok(())], "a dropped put must take no room; the results of the other puts");
        got.extend(item_at_hand(&queue));
    }
    got.sort_unstable();
    let others: Vec<_> = (0..3).filter(|number| *number != goes).collect();
    assert_eq!(got, others, "a dropped put must put nothing, and the others must put their items");
    assert_pending!(at_once(call("get()", queue.get())), "a dropped put must put nothing");
}
