//! The contract of `Pool` as a sequential program, held against generated ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Mutex;

use semaphores::{Lease, Pool};
use stage::model::{Model, Program, Random, holds};

/// How many resources are idle, who has one, and since when which call stands in line for one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Contract {
    idle: usize,
    line: BTreeMap<usize, u64>,
    held: BTreeSet<u8>,
}

/// Each checkout has a number, and the lease goes back under that number, if there is one.
#[derive(Debug, Clone)]
enum Op {
    Checkout(u8),
    GiveBack(u8),
}

impl Model for Contract {
    type Op = Op;
    type Out = String;

    fn begins(&mut self, call: usize, op: &Op, at_ms: u64) {
        if let Op::Checkout(_) = op {
            self.line.insert(call, at_ms);
        }
    }

    fn ways(&self, call: usize, op: &Op) -> Vec<(Self, String)> {
        let mut next = self.clone();
        match op {
            // "Takes an idle resource; waits while there is none."
            Op::Checkout(number) => {
                // "First come, first served."
                let came = next.line.remove(&call);
                let is_first = next.line.values().all(|other| came.is_some_and(|came| came <= *other));
                if self.idle == 0 || !is_first {
                    return vec![];
                }
                next.idle -= 1;
                next.held.insert(*number);
                vec![(next, HAS_ONE.to_owned())]
            }
            // "The resource goes back into the pool when the lease is dropped."
            Op::GiveBack(number) => {
                next.idle += usize::from(next.held.remove(number));
                vec![(next, GIVEN_BACK.to_owned())]
            }
        }
    }

    fn dropped(&self, call: usize, _op: &Op, _at_ms: u64) -> Vec<Self> {
        // "A call that is dropped while it waits has taken nothing, and the next in line gets its turn."
        let mut next = self.clone();
        next.line.remove(&call);
        vec![next]
    }
}

/// What the calls return, in words.
const HAS_ONE: &str = "a lease";
const GIVEN_BACK: &str = "its end";

/// A pool, and the leases of those who have one. The pool lives as long as the test, as leases borrow from it.
struct Shared {
    pool: &'static Pool<u8>,
    leases: Mutex<HashMap<u8, Lease<'static, u8>>>,
}

impl Shared {
    fn leases(&self) -> std::sync::MutexGuard<'_, HashMap<u8, Lease<'static, u8>>> {
        self.leases.lock().expect("nobody panics under this lock")
    }
}

/// Whatever its callers do, each call of a pool ends as the contract says, at the instant at which it says.
///
/// Which call should go on at this instant, and what in your pool lets it know?
#[test]
fn every_call_ends_as_the_contract_says() {
    holds(
        |random: &mut Random| {
            let mut number = 0;
            // Each actor takes one and gives it back, in turn.
            let mut takes = false;
            let op = |_: &mut Random| {
                takes = !takes;
                number += u8::from(takes);
                if takes { Op::Checkout(number) } else { Op::GiveBack(number) }
            };
            let resources = random.below(3) + usize::from(!random.once_in(8));
            Program { given: resources, actors: random.actors(op) }
        },
        |resources| Contract { idle: *resources, line: BTreeMap::new(), held: BTreeSet::new() },
        |resources| Shared {
            pool: Box::leak(Box::new(Pool::new(0..*resources as u8))),
            leases: Mutex::default(),
        },
        |shared, op| {
            Box::pin(async move {
                match op {
                    Op::Checkout(number) => {
                        let lease = shared.pool.checkout().await;
                        shared.leases().insert(number, lease);
                        HAS_ONE.to_owned()
                    }
                    Op::GiveBack(number) => {
                        // Dropped when the list is free again: a drop may wake who takes one at once.
                        let _lease = shared.leases().remove(&number);
                        GIVEN_BACK.to_owned()
                    }
                }
            })
        },
    );
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Op::Checkout(number) => write!(f, "checkout() {number}"),
            Op::GiveBack(number) => write!(f, "drop(lease {number})"),
        }
    }
}
