//! How much goes in, what happens then, and what is counted. By hand, and without a runtime.

use std::future::Future;
use std::task::Poll;

use super::EVERY_OVERFLOW;
use crate::by_hand::at_once;
use queues::{Buffer, Counts, Overflow, Put};
use rstest::rstest;
use tokio_test::{assert_pending, assert_ready, assert_ready_eq, task};

/// What a call gives that returns at its first poll.
fn at_first_poll<F: Future>(call: F) -> F::Output {
    assert_ready!(task::spawn(call).poll(), "only with `Overflow::Wait` may a put need a second poll")
}

/// As many items go in as there is room, and what happens with the next is the choice of the owner.
///
/// What do you compare with the capacity, and at which moment?
///
/// - says "as there is room: Pending": limit off by one
/// - says "as there is room: Ready(Refused": limit off by one
/// - says "as there is room: Ready(InsteadOf": limit off by one
/// - says "must wait for room": limit off by one
/// - says "must be refused: Accepted": limit off by one
/// - says "must be refused: InsteadOf": wrong output
/// - says "must make room: Accepted": limit off by one
/// - says "must make room: InsteadOf": not first in, first out
/// - says "must make room: Refused": wrong output
#[rstest]
#[case::one(1)]
#[case::two(2)]
#[case::seven(7)]
fn as_many_go_in_as_there_is_room(#[case] capacity: usize) {
    for overflow in EVERY_OVERFLOW {
        let buffer = Buffer::new(capacity, overflow);
        for number in 0..capacity {
            let put = at_once(buffer.put(number));
            assert_eq!(put, Poll::Ready(Put::Accepted), "as many go in as there is room");
        }

        match overflow {
            Overflow::Wait => assert_pending!(at_once(buffer.put(100)), "the next one must wait for room"),
            Overflow::RefuseNew => {
                assert_eq!(at_first_poll(buffer.put(100)), Put::Refused(100), "the next one must be refused");
            }
            Overflow::DropOldest => {
                assert_eq!(at_first_poll(buffer.put(100)), Put::InsteadOf(0), "the oldest must make room");
            }
        }
    }
}

/// Items come out in the order in which they went in, each of them once, and then a get waits.
///
/// When an item makes room for another one, what changes for those who wait for items?
///
/// - panics: goes on without waiting
/// - says "first in must be the first out": not first in, first out
/// - says "must wait": goes on without waiting
#[test]
fn items_come_out_in_order_and_then_a_get_waits() {
    for (overflow, left) in [(Overflow::RefuseNew, [1, 2]), (Overflow::DropOldest, [4, 5])] {
        let buffer = Buffer::new(2, overflow);
        for _ in 0..3 {
            for number in 1..=5 {
                at_first_poll(buffer.put(number));
            }
            for number in left {
                assert_ready_eq!(at_once(buffer.get()), number, "the first in must be the first out");
            }
            assert_pending!(at_once(buffer.get()), "a get must wait while the buffer is empty");
        }
    }
}

/// A get that waits is told of every item, also of one that went in instead of another.
///
/// How many items are there when the oldest has made room, and how many of them does a get know of?
///
/// - says "must give all it has": lost wake-up
#[test]
fn what_is_in_comes_out() {
    let buffer = Buffer::new(3, Overflow::DropOldest);
    for number in 1..=4 {
        at_first_poll(buffer.put(number));
    }

    let got: Vec<_> = (0..3).map(|_| at_once(buffer.get())).collect();
    assert!(got.iter().all(Poll::is_ready), "a buffer must give all it has");
}

/// The counts tell what went in, what did not, what made room and what was taken, and they add up.
///
/// For each way in which a put or a get can end: which of the counts change?
///
/// - says "must be counted": wrong output
#[test]
fn the_counts_add_up() {
    let expected = [
        Counts { accepted: 2, refused: 0, dropped: 0, taken: 1 },
        Counts { accepted: 2, refused: 3, dropped: 0, taken: 1 },
        Counts { accepted: 5, refused: 0, dropped: 3, taken: 1 },
    ];
    for (overflow, counts) in EVERY_OVERFLOW.into_iter().zip(expected) {
        let buffer = Buffer::new(2, overflow);
        assert_eq!(buffer.counts(), Counts::default(), "what has not happened must not be counted");

        for number in 1..=if overflow == Overflow::Wait { 2 } else { 5 } {
            assert_ready!(at_once(buffer.put(number)));
        }
        assert_ready!(at_once(buffer.get()));

        assert_eq!(buffer.counts(), counts, "everything that happened must be counted, with {overflow:?}");
    }
}
