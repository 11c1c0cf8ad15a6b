//! How much a queue holds, and who waits for what.

use std::task::Poll;

use queues::Queue;
use rstest::rstest;
use stage::by_hand::{at_once, call, outputs_of_the_woken, polled};
use tokio_test::{assert_pending, assert_ready_eq};

use super::item_at_hand;

/// A queue takes as many items as its capacity says, and each further put waits until one was taken.
///
/// What in your queue changes when an item goes in, and when one comes out?
///
/// - says "must sleep until there is something to do": busy waiting
/// - says "go on while the queue is full" and says " 1": limit off by one
/// - says "go on while the queue is full" and says " 20": unbounded buffer
#[rstest]
#[case::with_room_for_two(2)]
#[case::with_room_for_seven(7)]
#[case::with_room_for_one(1)]
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
    assert_eq!(go_on, 0, "the number of puts that go on while the queue is full");

    // More rounds than places: a place that is lost or won on the way shows in the end.
    for _ in 0..20 {
        assert!(
            at_once(call("get()", queue.get())).is_ready(),
            "a get must not wait while the queue is full"
        );
        let put = outputs_of_the_woken(&mut waiting);
        assert_eq!(put, [Ok(())], "one waiting put must go on for each item that is taken out");
    }
}

/// A get waits until an item is there.
///
/// What does your `get` do while the queue is empty?
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
            "a put must succeed at once while there is room"
        );

        assert!(waiting.is_woken(), "a put must wake the get that waits for an item");
        assert_ready_eq!(polled(&mut waiting), Some(round), "a get must give the item that was put");
    }
}

/// Several who wait for items get one each when as many are put.
///
/// If three items are put before any task runs, how many of the waiting gets are woken?
///
/// - says "no get may wait" and not says " []" and not says "None": lost wake-up
#[test]
fn several_who_wait_get_an_item_each() {
    let queue = Queue::new(7);
    let mut waiting: Vec<_> = (1..=3).map(|number| call(format!("get() {number}"), queue.get())).collect();
    for get in &mut waiting {
        assert_pending!(polled(get), "a get must wait while the queue is empty");
    }

    for number in 0..3 {
        assert_ready_eq!(
            at_once(call(format!("put({number})"), queue.put(number))),
            Ok(()),
            "a put must succeed at once while there is room"
        );
    }

    let mut got = outputs_of_the_woken(&mut waiting);
    got.sort_unstable();
    assert_eq!(got, [Some(0), Some(1), Some(2)], "no get may wait while there is an item");
}

/// Several who wait for room go on when as many items were taken.
///
/// If three items are taken before any task runs, how many of the waiting puts are woken?
///
/// - says "no put may wait" and not says " []" and not says "Err(": lost wake-up
#[test]
fn several_who_wait_for_room_go_on() {
    let queue = Queue::new(3);
    for number in 0..3 {
        assert_ready_eq!(
            at_once(call(format!("put({number})"), queue.put(number))),
            Ok(()),
            "a put must succeed at once while there is room"
        );
    }
    let mut waiting: Vec<_> =
        (3..6).map(|number| call(format!("put({number})"), queue.put(number))).collect();
    for put in &mut waiting {
        assert_pending!(polled(put), "a put must wait while the queue is full");
    }

    for number in 0..3 {
        assert_ready_eq!(
            at_once(call("get()", queue.get())),
            Some(number),
            "a get must give the first item at once"
        );
    }

    let put = outputs_of_the_woken(&mut waiting);
    assert_eq!(put, [Ok(()), Ok(()), Ok(())], "no put may wait while there is room");
}

/// A get that was woken waits on if somebody else has taken the item meanwhile.
///
/// What does your `get` do if it is woken and another one has taken the item?
///
/// - panics: outcome taken for a bug
/// - says ", None]": goes on without waiting
#[test]
fn a_newcomer_and_a_woken_get_share_no_item() {
    let queue = Queue::new(2);
    let mut gets = vec![call("first get()", queue.get())];
    assert_pending!(polled(&mut gets[0]), "a get must wait while the queue is empty");

    assert_ready_eq!(
        at_once(call("put(tea)", queue.put("tea"))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    let mut newcomer = call("second get()", queue.get());
    let mut got = Vec::new();
    match polled(&mut newcomer) {
        Poll::Ready(item) => got.push(item),
        Poll::Pending => gets.push(newcomer),
    }
    got.extend(outputs_of_the_woken(&mut gets));
    assert_eq!(got, [Some("tea")], "one of the two gets must have the item, and the other one must wait on");

    assert_ready_eq!(
        at_once(call("put(cake)", queue.put("cake"))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    assert_eq!(outputs_of_the_woken(&mut gets), [Some("cake")], "the other get must have the next item");
}

/// A put that was woken waits on if somebody else has taken the room meanwhile.
///
/// What does your `put` do if it is woken and another one has taken the room?
///
/// - panics: outcome taken for a bug
/// - says "must wait on" and says " 2": goes on without waiting
#[test]
fn a_newcomer_and_a_woken_put_share_no_room() {
    let queue = Queue::new(1);
    assert_ready_eq!(
        at_once(call("put(tea)", queue.put("tea"))),
        Ok(()),
        "a put must succeed at once while there is room"
    );
    let mut puts = vec![call("put(cake)", queue.put("cake"))];
    assert_pending!(polled(&mut puts[0]), "a put must wait while the queue is full");

    assert_ready_eq!(
        at_once(call("get()", queue.get())),
        Some("tea"),
        "a get must give the item that was put"
    );
    let mut newcomer = call("put(milk)", queue.put("milk"));
    let mut done = 0;
    match polled(&mut newcomer) {
        Poll::Ready(_) => done += 1,
        Poll::Pending => puts.push(newcomer),
    }
    done += outputs_of_the_woken(&mut puts).len();
    assert_eq!(done, 1, "only one of the two puts may go on, and the other one must wait on");

    let first = item_at_hand(&queue);
    assert_eq!(outputs_of_the_woken(&mut puts), [Ok(())], "the other put must go on when there is room");
    let second = item_at_hand(&queue);
    let mut got = [first, second];
    got.sort_unstable();
    assert_eq!(got, [Some("cake"), Some("milk")], "both items must come out, each of them once");
}
