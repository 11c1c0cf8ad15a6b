//! The contract of `CyclicBarrier` as a sequential program, held against generated ones.

use std::collections::BTreeMap;
use std::fmt;

use barriers::{Aborted, CyclicBarrier};
use stage::model::{Model, Program, Random, holds};

/// The waits that have begun, by their numbers, and how each stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Contract {
    size: usize,
    is_aborted: bool,
    waits: BTreeMap<usize, Stands>,
    /// Counts the rounds that were full.
    rounds: usize,
    /// The rounds that have no leader yet, and how many of them are still to go.
    without_leader: BTreeMap<usize, usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Stands {
    Arrived,
    /// This round of its was full, at this instant.
    MayGo(usize, u64),
    Aborted,
}

#[derive(Debug, Clone)]
enum Op {
    Wait,
    Abort,
}

impl Model for Contract {
    type Op = Op;
    type Out = String;

    fn begins(&mut self, call: usize, op: &Op, at_ms: u64) {
        if let Op::Abort = op {
            return;
        }
        if self.is_aborted {
            // "`Aborted` when the barrier was aborted, before this call …"
            self.waits.insert(call, Stands::Aborted);
            return;
        }
        self.waits.insert(call, Stands::Arrived);
        let arrived = self.waits.values().filter(|stands| **stands == Stands::Arrived).count();
        // "Waits until `size` tasks have arrived, then lets all of them go." "The next round can begin at once."
        if arrived == self.size {
            self.rounds += 1;
            for stands in self.waits.values_mut().filter(|stands| **stands == Stands::Arrived) {
                *stands = Stands::MayGo(self.rounds, at_ms);
            }
            self.without_leader.insert(self.rounds, self.size);
        }
    }

    fn ways(&self, call: usize, op: &Op) -> Vec<(Self, String)> {
        let mut next = self.clone();
        if let Op::Abort = op {
            // "Lets everybody who waits go, with an error", but not those whose round was full.
            next.is_aborted = true;
            for stands in next.waits.values_mut().filter(|stands| **stands == Stands::Arrived) {
                *stands = Stands::Aborted;
            }
            return vec![(next, DONE.to_owned())];
        }
        match next.waits.remove(&call) {
            None | Some(Stands::Arrived) => vec![],
            Some(Stands::Aborted) => vec![(next, wait(Err(Aborted)))],
            Some(Stands::MayGo(round, _)) => {
                // "Returns `true` in exactly one of them; who that is, is left open."
                let Some(left) = next.without_leader.get(&round).copied() else {
                    return vec![(next, wait(Ok(false)))];
                };
                let mut leads = next.clone();
                leads.without_leader.remove(&round);
                let mut follows = next;
                follows.without_leader.insert(round, left - 1);
                let mut ways = vec![(leads, wait(Ok(true)))];
                if left > 1 {
                    ways.push((follows, wait(Ok(false))));
                }
                ways
            }
        }
    }

    fn dropped(&self, call: usize, _op: &Op, at_ms: u64) -> Vec<Self> {
        let mut next = self.clone();
        let Some(Stands::MayGo(round, full_at)) = next.waits.remove(&call) else {
            // "A call that is dropped before the round is full no longer counts."
            return vec![next];
        };
        // "One that is dropped later changes nothing": it may have been the leader, or not.
        let mut led = next.clone();
        led.without_leader.remove(&round);
        let mut ways = vec![led];
        match next.without_leader.get(&round).copied() {
            Some(left) if left > 1 => {
                let mut followed = next.clone();
                followed.without_leader.insert(round, left - 1);
                ways.push(followed);
                // Within one instant it is left open which came first: that it was dropped, or that the round was full.
                if full_at == at_ms && left == self.size {
                    let mut not_full = next;
                    not_full.without_leader.remove(&round);
                    let of_round = |stands: &&mut Stands| **stands == Stands::MayGo(round, full_at);
                    let stood = if self.is_aborted { Stands::Aborted } else { Stands::Arrived };
                    not_full.waits.values_mut().filter(of_round).for_each(|stands| *stands = stood);
                    ways.push(not_full);
                }
            }
            _ => {}
        }
        ways
    }
}

/// What the calls return, in words.
const DONE: &str = "its end";

fn wait(result: Result<bool, Aborted>) -> String {
    format!("{result:?}")
}

/// Whatever its callers do, each call of a barrier ends as the contract says, at the instant at which it says.
///
/// Which call should go on at this instant, and what in your barrier lets it know?
#[test]
fn every_call_ends_as_the_contract_says() {
    holds(
        |random: &mut Random| {
            let op = |random: &mut Random| if random.once_in(12) { Op::Abort } else { Op::Wait };
            Program { given: 1 + random.below(3), actors: random.actors(op) }
        },
        |size| Contract {
            size: *size,
            is_aborted: false,
            waits: BTreeMap::new(),
            rounds: 0,
            without_leader: BTreeMap::new(),
        },
        |size| CyclicBarrier::new(*size),
        |barrier, op| {
            Box::pin(async move {
                match op {
                    Op::Wait => wait(barrier.wait().await),
                    Op::Abort => {
                        barrier.abort();
                        DONE.to_owned()
                    }
                }
            })
        },
    );
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Op::Wait => "wait()",
            Op::Abort => "abort()",
        })
    }
}
