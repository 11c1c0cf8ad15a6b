//! How much a queue holds, and who waits for what.

use std::task::Poll;

use queues::Queue;
use rstest::rstest;
use stage::by_hand::{at_once, call, outputs_of_the_woken, polled};
use tokio_test::{assert_pending, assert_ready_eq};

use super::item_at_hand;

/// A queue takes as many items as its capacity says, and each further put waits until one was taken.
///
/// What changes in your queue when an item goes in, and what undoes it when one comes out?
///
/// - says "must sleep until there is something to do": busy waiting
/// - says "while the queue is full: 1 instead of 0": limit off by one
/// - says "while the queue is full: 20 instead of 0": unbounded buffer
#[rstest]
#[case::two(2)]
#[case::seven(7)]
#[case::one(1)]
fn a_put_waits_while_the_queue_is_full(#[case] capacity: usize) {
    let queue = Queue::new(capacity);
    for number in 0..capacity {
        assert_ready_eq!(
            at_once(call(format!("put({number})"), queue.put(number))),
            Ok(()),
            "a put must not wait while there is room"
        );
    }

    let mut waiting: Vec<_> =
        (0..20).map(|number| call(format!("put({number})"), queue.put(number))).collect();
    let go_on = waiting.iter_mut().map(polled).filter(Poll::is_ready).count();
    assert_eq!(go_on, 0, "no put may go on while the queue is full");

    // More rounds than places: a place that is lost or won on the way shows in the end.
    for _ in 0..20 {
        assert!(at_once(call("get()", queue.get())).is_ready(), "a full queue gives an item at once");
        let put = outputs_of_the_woken(&mut waiting);
        assert_eq!(put, [Ok(())], "for each item that is taken out, one put must go on");
    }
}

/// A get waits until an item is there.
///
/// Who tells the one who waits that there is an item now?
///
/// - says "must sleep until there is something to do": busy waiting
#[test]
fn a_get_waits_while_the_queue_is_empty() {
    let queue = Queue::new(3);

    for round in 0..3 {
        let mut waiting = call("get()", queue.get());
        assert_pending!(polled(&mut waiting), "a get must wait while the queue is empty");

        assert_ready_eq!(
            at_once(call(format!("put({round})"), queue.put(round))),
            Ok(()),
            "an empty queue has room"
        );

        assert!(waiting.is_woken(), "a put must wake the get that waits for an item");
        assert_ready_eq!(polled(&mut waiting), Some(round), "a get must go on when there is an item");
    }
}

/// Several who wait for items get one each when as many are put.
///
/// If two items come before anybody runs, how many of those who wait are told?
///
/// - says "while there is one: [Some": lost wake-up
#[test]
fn several_who_wait_get_an_item_each() {
    let queue = Queue::new(7);
    let mut waiting: Vec<_> = (1..=3).map(|number| call(format!("get() {number}"), queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }

    for number in 0..3 {
        assert_ready_eq!(at_once(call(format!("put({number})"), queue.put(number))), Ok(()), "there is room");
    }

    let mut got = outputs_of_the_woken(&mut waiting);
    got.sort_unstable();
    assert_eq!(got, [Some(0), Some(1), Some(2)], "nobody may wait for an item while there is one");
}

/// Several who wait for room go on when as many items were taken.
///
/// If two places become free before anybody runs, how many of those who wait are told?
///
/// - says "while there is some: [Ok": lost wake-up
#[test]
fn several_who_wait_for_room_go_on() {
    let queue = Queue::new(3);
    for number in 0..3 {
        assert_ready_eq!(at_once(call(format!("put({number})"), queue.put(number))), Ok(()), "there is room");
    }
    let mut waiting: Vec<_> =
        (3..6).map(|number| call(format!("put({number})"), queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(polled(put), "a put must wait while the queue is full");
    }

    for number in 0..3 {
        assert_ready_eq!(at_once(call("get()", queue.get())), Some(number), "the queue is full");
    }

    let put = outputs_of_the_woken(&mut waiting);
    assert_eq!(put, [Ok(()), Ok(()), Ok(())], "nobody may wait for room while there is some");
}

/// A get that was woken waits on if somebody else has taken the item meanwhile.
///
/// Once your `get` was woken, can it be sure that there is an item for it?
///
/// - panics: outcome taken for a bug
/// - says ", None] instead of": goes on without waiting
#[test]
fn a_newcomer_and_a_woken_get_share_no_item() {
    let queue = Queue::new(2);
    let mut gets = vec![call("first get()", queue.get())];
    assert_pending!(polled(&mut gets[0]), "a get must wait while the queue is empty");

    assert_ready_eq!(at_once(call("put(tea)", queue.put("tea"))), Ok(()), "there is room");
    let mut newcomer = call("second get()", queue.get());
    let mut got = Vec::new();
    match polled(&mut newcomer) {
        Poll::Ready(item) => got.push(item),
        Poll::Pending => gets.push(newcomer),
    }
    got.extend(outputs_of_the_woken(&mut gets));
    assert_eq!(got, [Some("tea")], "one of the two must have the item, and the other must wait on");

    assert_ready_eq!(at_once(call("put(cake)", queue.put("cake"))), Ok(()), "there is room");
    assert_eq!(outputs_of_the_woken(&mut gets), [Some("cake")], "the other must have the next item");
}

/// A put that was woken waits on if somebody else has taken the room meanwhile.
///
/// Once your `put` was woken, can it be sure that there is room for it?
///
/// - panics: outcome taken for a bug
/// - says "must wait on: 2 instead of 1": goes on without waiting
#[test]
fn a_newcomer_and_a_woken_put_share_no_room() {
    let queue = Queue::new(1);
    assert_ready_eq!(at_once(call("put(tea)", queue.put("tea"))), Ok(()), "there is room");
    let mut puts = vec![call("put(cake)", queue.put("cake"))];
    assert_pending!(polled(&mut puts[0]), "a put must wait while the queue is full");

    assert_ready_eq!(at_once(call("get()", queue.get())), Some("tea"), "it was put");
    let mut newcomer = call("put(milk)", queue.put("milk"));
    let mut done = 0;
    match polled(&mut newcomer) {
        Poll::Ready(_) => done += 1,
        Poll::Pending => puts.push(newcomer),
    }
    done += outputs_of_the_woken(&mut puts).len();
    assert_eq!(done, 1, "the queue has room for one of the two, and the other must wait on");

    let first = item_at_hand(&queue);
    assert_eq!(outputs_of_the_woken(&mut puts), [Ok(())], "the other must go on when there is room");
    let second = item_at_hand(&queue);
    let mut got = [first, second];
    got.sort_unstable();
    assert_eq!(got, [Some("cake"), Some("milk")], "both items must come out, and come out once");
}
