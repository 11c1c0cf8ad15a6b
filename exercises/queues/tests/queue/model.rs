//! The contract of `Queue` as a sequential program, held against generated ones.

use std::collections::VecDeque;
use std::fmt;

use queues::{Closed, Queue};
use stage::model::{Model, Program, Random, holds};

/// A first-in, first-out queue with room for so many items.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Contract {
    capacity: usize,
    items: VecDeque<u8>,
    is_closed: bool,
}

#[derive(Debug, Clone)]
enum Op {
    Put(u8),
    Get,
    Close,
}

/// What the calls return, in words.
fn put(result: Result<(), Closed<u8>>) -> String {
    match result {
        Ok(()) => "Ok".to_owned(),
        Err(Closed(item)) => format!("Err(Closed({item}))"),
    }
}

fn got(item: Option<u8>) -> String {
    format!("{item:?}")
}

const CLOSED: &str = "its end";

impl Model for Contract {
    type Op = Op;
    type Out = String;

    fn ways(&self, _call: usize, op: &Op) -> Vec<(Self, String)> {
        let mut next = self.clone();
        match op {
            // "Puts are refused from now on", and the puts that wait give their item back.
            Op::Put(item) if self.is_closed => vec![(next, put(Err(Closed(*item))))],
            // "Waits while there is no room."
            Op::Put(_) if self.items.len() == self.capacity => vec![],
            Op::Put(item) => {
                next.items.push_back(*item);
                vec![(next, put(Ok(())))]
            }
            // "The oldest item"; "`None` when the queue is closed and empty"; else it waits.
            Op::Get => match next.items.pop_front() {
                Some(item) => vec![(next, got(Some(item)))],
                None if self.is_closed => vec![(next, got(None))],
                None => vec![],
            },
            // Which of those that wait go first is left open: the close may come before or behind them.
            Op::Close => {
                next.is_closed = true;
                vec![(next, CLOSED.to_owned())]
            }
        }
    }
}

/// Whatever its callers do, each call of a queue ends as the contract says, at the instant at which it says.
///
/// Which call should go on at this instant, and what in your queue lets it know?
#[test]
fn every_call_ends_as_the_contract_says() {
    holds(
        |random: &mut Random| {
            let capacity = 1 + random.below(3);
            let mut item = 0;
            let op = |random: &mut Random| match random.below(9) {
                0..4 => {
                    item += 1;
                    Op::Put(item)
                }
                4..8 => Op::Get,
                _ => Op::Close,
            };
            Program { given: capacity, actors: random.actors(op) }
        },
        |capacity| Contract { capacity: *capacity, items: VecDeque::new(), is_closed: false },
        |capacity| Queue::new(*capacity),
        |queue, op| {
            Box::pin(async move {
                match op {
                    Op::Put(item) => put(queue.put(item).await),
                    Op::Get => got(queue.get().await),
                    Op::Close => {
                        queue.close();
                        CLOSED.to_owned()
                    }
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
            Op::Close => write!(f, "close()"),
        }
    }
}
