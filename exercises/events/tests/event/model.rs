//! The contract of `Event` as a sequential program, held against generated ones.

use std::collections::BTreeMap;
use std::fmt;

use events::Event;
use stage::model::{Model, Program, Random, holds};

/// A flag, and how each wait stands that has begun.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Contract {
    is_set: bool,
    waits: BTreeMap<usize, Stands>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Stands {
    /// It waits for the next `set`.
    Waits,
    /// A `set` has come since it began.
    MayGo,
    /// The event was set when it began, in this instant. If a `clear` comes in the same instant, which of the two was first is
    /// left open, as tokio's own operations may let others go first.
    CameLate,
}

#[derive(Debug, Clone)]
enum Op {
    Set,
    Clear,
    IsSet,
    Wait,
}

impl Model for Contract {
    type Op = Op;
    type Out = String;

    fn begins(&mut self, call: usize, op: &Op, _at_ms: u64) {
        if let Op::Wait = op {
            // "Returns at once if it is [set]."
            self.waits.insert(call, if self.is_set { Stands::CameLate } else { Stands::Waits });
        }
    }

    fn ways(&self, call: usize, op: &Op) -> Vec<(Self, String)> {
        let mut next = self.clone();
        let out = match op {
            // "Sets the event and wakes everybody who waits for it. All of them go, even if `clear` follows."
            Op::Set => {
                next.is_set = true;
                for stands in next.waits.values_mut().filter(|stands| **stands == Stands::Waits) {
                    *stands = Stands::MayGo;
                }
                DONE
            }
            // "Whoever comes from now on waits for the next `set`."
            Op::Clear => {
                next.is_set = false;
                DONE
            }
            Op::IsSet => return vec![(next, is_set(self.is_set))],
            Op::Wait if self.waits.get(&call) == Some(&Stands::Waits) => return vec![],
            Op::Wait => {
                next.waits.remove(&call);
                DONE
            }
        };
        vec![(next, out.to_owned())]
    }

    fn may_wait(&self, call: usize, op: &Op) -> bool {
        matches!(op, Op::Wait) && !self.is_set && self.waits.get(&call) == Some(&Stands::CameLate)
    }

    fn dropped(&self, call: usize, _op: &Op, _at_ms: u64) -> Vec<Self> {
        // "A call that is dropped takes nothing from the others who wait."
        let mut next = self.clone();
        next.waits.remove(&call);
        vec![next]
    }

    fn time_passes(&mut self) {
        for stands in self.waits.values_mut().filter(|stands| **stands == Stands::CameLate) {
            *stands = Stands::Waits;
        }
    }
}

/// What the calls return, in words.
const DONE: &str = "its end";

fn is_set(is_set: bool) -> String {
    is_set.to_string()
}

/// Whatever its callers do, each call of an event ends as the contract says, at the instant at which it says.
///
/// Which call should go on at this instant, and what in your event lets it know?
#[test]
fn every_call_ends_as_the_contract_says() {
    holds(
        |random: &mut Random| {
            let op = |random: &mut Random| match random.below(9) {
                0..2 => Op::Set,
                2..4 => Op::Clear,
                4 => Op::IsSet,
                _ => Op::Wait,
            };
            Program { given: (), actors: random.actors(op) }
        },
        |()| Contract::default(),
        |()| Event::new(),
        |event, op| {
            Box::pin(async move {
                match op {
                    Op::Set => event.set(),
                    Op::Clear => event.clear(),
                    Op::IsSet => return is_set(event.is_set()),
                    Op::Wait => event.wait().await,
                }
                DONE.to_owned()
            })
        },
    );
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Op::Set => "set()",
            Op::Clear => "clear()",
            Op::IsSet => "is_set()",
            Op::Wait => "wait()",
        })
    }
}
