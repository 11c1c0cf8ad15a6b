//! The contract of `Buffer` as a sequential program, held against generated ones.

use std::collections::VecDeque;
use std::fmt;

use queues::{Buffer, Counts, Overflow, Put};
use stage::model::{Model, Program, Random, holds};

/// A first-in, first-out buffer with room for so many items, that counts what comes and goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Contract {
    capacity: usize,
    overflow: Overflows,
    items: VecDeque<u8>,
    accepted: usize,
    refused: usize,
    dropped: usize,
    taken: usize,
}

/// `Overflow`, which is not `Hash`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Overflows {
    Wait,
    RefuseNew,
    DropOldest,
}

#[derive(Debug, Clone)]
enum Op {
    Put(u8),
    Get,
    Counts,
}

impl Model for Contract {
    type Op = Op;
    type Out = String;

    fn ways(&self, _call: usize, op: &Op) -> Vec<(Self, String)> {
        let mut next = self.clone();
        let is_full = self.items.len() == self.capacity;
        match op {
            // "When there is no room for it, does what the owner of the buffer chose."
            Op::Put(_) if is_full && self.overflow == Overflows::Wait => vec![],
            // "So many did not [go in]."
            Op::Put(item) if is_full && self.overflow == Overflows::RefuseNew => {
                next.refused += 1;
                vec![(next, put(Put::Refused(*item)))]
            }
            Op::Put(item) => {
                // "So many went in and had to make room for a newer one."
                let oldest = if is_full { next.items.pop_front() } else { None };
                next.dropped += usize::from(oldest.is_some());
                // "So many went in."
                next.items.push_back(*item);
                next.accepted += 1;
                vec![(next, put(oldest.map_or(Put::Accepted, Put::InsteadOf)))]
            }
            // "Takes the oldest item; waits while the buffer is empty." "So many were taken by a consumer."
            Op::Get => match next.items.pop_front() {
                Some(item) => {
                    next.taken += 1;
                    vec![(next, got(item))]
                }
                None => vec![],
            },
            // "The counts of this moment."
            Op::Counts => {
                let Contract { accepted, refused, dropped, taken, .. } = next;
                let out = counts(Counts { accepted, refused, dropped, taken });
                vec![(next, out)]
            }
        }
    }
}

/// What the calls return, in words.
fn put(outcome: Put<u8>) -> String {
    format!("{outcome:?}")
}

fn got(item: u8) -> String {
    item.to_string()
}

fn counts(counts: Counts) -> String {
    let Counts { accepted, refused, dropped, taken } = counts;
    format!("{accepted} accepted {refused} refused {dropped} dropped {taken} taken")
}

/// Whatever its callers do, each call of a buffer ends as the contract says, at the instant at which it says.
///
/// Which call should go on at this instant, and what in your buffer lets it know?
#[test]
fn every_call_ends_as_the_contract_says() {
    holds(
        |random: &mut Random| {
            // `Wait` is where tasks meet.
            let overflow = random.one_of(&[
                Overflows::Wait,
                Overflows::Wait,
                Overflows::RefuseNew,
                Overflows::DropOldest,
            ]);
            let capacity = 1 + random.below(3);
            let mut item = 0;
            let op = |random: &mut Random| match random.below(9) {
                0..4 => {
                    item += 1;
                    Op::Put(item)
                }
                4..8 => Op::Get,
                _ => Op::Counts,
            };
            Program { given: (capacity, overflow), actors: random.actors(op) }
        },
        |&(capacity, overflow)| Contract {
            capacity,
            overflow,
            items: VecDeque::new(),
            accepted: 0,
            refused: 0,
            dropped: 0,
            taken: 0,
        },
        |&(capacity, overflow)| {
            let overflow = match overflow {
                Overflows::Wait => Overflow::Wait,
                Overflows::RefuseNew => Overflow::RefuseNew,
                Overflows::DropOldest => Overflow::DropOldest,
            };
            Buffer::new(capacity, overflow)
        },
        |buffer, op| {
            Box::pin(async move {
                match op {
                    Op::Put(item) => put(buffer.put(item).await),
                    Op::Get => got(buffer.get().await),
                    Op::Counts => counts(buffer.counts()),
                }
            })
        },
    );
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Op::Put(item) => write!(f, "put({item})"),
            Op::Get => write!(f, "get()"),
            Op::Counts => write!(f, "counts()"),
        }
    }
}
