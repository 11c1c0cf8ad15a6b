//! How much goes in, what happens then, and what is counted. By hand, and without a runtime.

use std::fmt::Display;
use std::task::Poll;

use super::EVERY_OVERFLOW;
use queues::{Buffer, Counts, Overflow, Put};
use rstest::rstest;
use stage::by_hand::{at_once, call};

/// What this put gives, which has its answer at its first poll.
fn put_now<T: Display>(buffer: &Buffer<T>, item: T, overflow: Overflow) -> Put<T> {
    match call(format!("put({item})"), buffer.put(item)).poll() {
        Poll::Ready(put) => put,
        Poll::Pending => panic!("with {overflow:?} a put must have its answer at its first poll"),
    }
}

/// Where producers do not wait, a put has its answer at its first poll, with room or without.
///
/// Which lines of your `put` can wait?
///
/// - says "RefuseNew but no room a put must have its answer at its first poll: it waits": waits instead of refusing
#[test]
fn where_producers_do_not_wait_a_put_has_its_answer_at_once() {
    for overflow in [Overflow::RefuseNew, Overflow::DropOldest] {
        let buffer = Buffer::new(1, overflow);
        for room in ["and room", "but no room"] {
            let mut call = call("put(tea)", buffer.put("tea"));
            let has_answer = call.poll().is_ready();
            let found = if call.is_woken() { "lets others go first" } else { "waits" };
            assert!(
                has_answer,
                "with {overflow:?} {room} a put must have its answer at its first poll: it {found}"
            );
        }
    }
}

/// As many items go in as there is room, and what happens with the next is the choice of the owner.
///
/// What in your `put` decides whether there is room, and what does it do if there is none?
///
/// - says "the number of items that go in" and says " 6": limit off by one
/// - says "must be refused" and says "[Accepted, Accepted, Accepted]": unbounded buffer
/// - says "must be refused" and says "[Accepted, Refused": limit off by one
/// - says "must be refused" and says "[Refused(100), Accepted": counted as free again
/// - says "must be refused" and says "[InsteadOf": wrong output
/// - says "must make room" and says "[Accepted, Accepted, Accepted]": unbounded buffer
/// - says "must make room" and says "[Accepted, InsteadOf": limit off by one
/// - says "must make room" and says "[InsteadOf(0), Accepted": counted as free again
/// - says "must make room" and says "[Refused": wrong output
/// - says "must make room" and not says "[Accepted": not first in, first out
#[rstest]
#[case::with_room_for_seven(7)]
#[case::with_room_for_two(2)]
#[case::with_room_for_one(1)]
fn as_many_go_in_as_there_is_room(#[case] capacity: usize) {
    for overflow in EVERY_OVERFLOW {
        let buffer = Buffer::new(capacity, overflow);
        let accepted = |&number: &usize| {
            at_once(call(format!("put({number})"), buffer.put(number))) == Poll::Ready(Put::Accepted)
        };
        let count = (0..capacity).filter(accepted).count();
        assert_eq!(count, capacity, "the number of items that go in while there is room, with {overflow:?}");

        match overflow {
            Overflow::Wait => {
                let put = at_once(call("put(100)", buffer.put(100)));
                assert_eq!(put, Poll::Pending, "the next put must wait for room, with {overflow:?}");
            }
            Overflow::RefuseNew => {
                let put = [100, 101, 102].map(|number| put_now(&buffer, number, overflow));
                assert_eq!(
                    put,
                    [100, 101, 102].map(Put::Refused),
                    "when the buffer is full, the next three items must be refused"
                );
            }
            Overflow::DropOldest => {
                let put = [100, 101, 102].map(|number| put_now(&buffer, number, overflow));
                let mut oldest = (0..capacity).chain(100..);
                let expected = put.map(|_| Put::InsteadOf(oldest.next().expect("there is no end")));
                assert_eq!(
                    put, expected,
                    "when the buffer is full, the oldest item must make room for each of the next three"
                );
            }
        }
    }
}

/// Where new items are refused, those come out that went in, in their order, and then a get waits.
///
/// When your `put` refuses an item, what has changed in the buffer?
///
/// - panics: counted before it is done
/// - says "must be the first out" and not says "Pending": not first in, first out
#[test]
fn what_was_refused_does_not_come_out() {
    let buffer = Buffer::new(2, Overflow::RefuseNew);
    for _ in 0..3 {
        comes_out(&buffer, Overflow::RefuseNew, [1, 2]);
    }
}

/// Where the oldest makes room, a get is told of every item that is in.
///
/// How does a `get` learn of an item that took the place of the oldest?
///
/// - says "the number of items that come out": lost wake-up
#[test]
fn what_is_in_comes_out() {
    let buffer = Buffer::new(3, Overflow::DropOldest);
    for number in 1..=4 {
        put_now(&buffer, number, Overflow::DropOldest);
    }

    let count = (0..3).filter(|_| at_once(call("get()", buffer.get())).is_ready()).count();
    assert_eq!(count, 3, "the number of items that come out of a full buffer for three");
}

/// Where the oldest makes room, the newest come out, in their order, and then a get waits.
///
/// When the oldest item makes room, what changes in your buffer?
///
/// - panics: counted as free again
/// - says "must be the first out" and not says "Pending": not first in, first out
#[test]
fn what_made_room_does_not_come_out() {
    let buffer = Buffer::new(2, Overflow::DropOldest);
    for _ in 0..3 {
        comes_out(&buffer, Overflow::DropOldest, [4, 5]);
    }
}

/// Puts five items into this buffer for two; these come out, and then a get waits.
fn comes_out(buffer: &Buffer<usize>, overflow: Overflow, left: [usize; 2]) {
    for number in 1..=5 {
        put_now(buffer, number, overflow);
    }
    for number in left {
        let got = at_once(call("get()", buffer.get()));
        assert_eq!(
            got,
            Poll::Ready(number),
            "after the puts of 1 to 5, with {overflow:?}, the first item in must be the first out"
        );
    }
    assert_eq!(
        at_once(call("get()", buffer.get())),
        Poll::Pending,
        "a get must wait while the buffer is empty"
    );
}

/// The counts tell what went in, what did not, what made room and what was taken, and they add up.
///
/// For each way in which a `put` or a `get` can end, which of the counts change?
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
        assert_eq!(buffer.counts(), Counts::default(), "a new buffer must have counted nothing");

        for number in 1..=if overflow == Overflow::Wait { 2 } else { 5 } {
            assert!(
                at_once(call(format!("put({number})"), buffer.put(number))).is_ready(),
                "with {overflow:?}, the put of item {number} must not wait"
            );
        }
        assert!(
            at_once(call("get()", buffer.get())).is_ready(),
            "with {overflow:?}, a get must not wait while there is an item"
        );

        assert_eq!(buffer.counts(), counts, "everything that happened must be counted, with {overflow:?}");
    }
}
