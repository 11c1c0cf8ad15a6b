//! A contract as a small sequential program, and generated programs that hold a learner's code to it.
//!
//! A scenario that somebody thinks up ends where that person's imagination does. Here a seed makes a program instead: some
//! actors, each with a handful of calls at instants that are equal, near or far, some of them given up on the way. It is
//! played on the learner's code under the schedule of that seed, and every call must end as the [`Model`] says, and at the
//! instant at which it says; no call waits that may go.
//!
//! A program that fails is made smaller as long as it fails, and then told as any scenario is.

mod history;
mod program;

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::pin::Pin;
use std::sync::Arc;

pub use program::{GiveUp, Program, Random, Step};

use crate::durations::Durations;
use crate::panics::{Fault, broken};
use crate::play::{Acting, perform};
use crate::record;
use crate::schedules::wanted;
use crate::watchdog::Watchdog;
use history::{History, complaint};

/// So many programs are played for each schedule.
const PROGRAMS: u64 = 2;

/// So often a program that fails is tried in a smaller form.
const TRIES: usize = 200;

/// What a contract says, as a sequential program: what each call may do now, waits for, and returns.
///
/// A comment at each branch names the sentence. Where the contract leaves something open, every answer is a way.
pub trait Model: Clone + Eq + Hash {
    /// A call with its arguments, as a learner would write it: `put(1)`.
    type Op: Clone + Debug + Display + Send + 'static;
    /// What it returns.
    type Out: Clone + Eq + Hash + Display + Send + 'static;

    /// The call of this number begins: it is polled for the first time. Which of several that begin at one instant stands in
    /// front is left open, as tokio's own operations may let others go first.
    fn begins(&mut self, _call: usize, _op: &Self::Op, _at_ms: u64) {}

    /// Every way in which a call that has begun may end now: the state after it, and what it returns. None if it waits.
    fn ways(&self, call: usize, op: &Self::Op) -> Vec<(Self, Self::Out)>;

    /// Whether a call that may end now may go on waiting instead: where the contract leaves that open.
    fn may_wait(&self, _call: usize, _op: &Self::Op) -> bool {
        false
    }

    /// Every way in which it goes on when a call that has begun is dropped.
    fn dropped(&self, _call: usize, _op: &Self::Op, _at_ms: u64) -> Vec<Self> {
        vec![self.clone()]
    }

    /// An instant is over.
    fn time_passes(&mut self) {}
}

/// A call on the learner's code, in flight.
pub type Calling<Out> = Pin<Box<dyn Future<Output = Out> + Send>>;

/// Plays generated programs on a learner's code, and holds it to the model.
///
/// `program` makes one from a seed, `model` and `object` what it begins with, and `call` calls.
///
/// # Panics
/// When a call ends in another way than the model allows, or at another instant.
#[track_caller]
pub fn holds<M: Model, O: Send + Sync + 'static, C: Clone>(
    program: impl Fn(&mut Random) -> Program<C, M::Op>,
    model: impl Fn(&C) -> M,
    object: impl Fn(&C) -> O,
    call: impl Fn(Arc<O>, M::Op) -> Calling<M::Out> + Copy + Send + 'static,
) {
    let watchdog = Watchdog::of_this_test();
    let play = |program: &Program<C, M::Op>, seed: u64| {
        let scene = Acting::of(async |stage: &crate::Stage| {
            history::of(stage, program, Arc::new(object(&program.given)), call).await
        });
        let played = perform(&scene, seed, Durations::nominal(), &watchdog);
        let wrong = match (&played.fault, scene.output()) {
            (Some(fault), _) => Some(fault.clone()),
            (None, Some(history)) => complaint_in(&history, model(&program.given)),
            (None, None) => Some(Fault::from("the program does not come to its end".to_owned())),
        };
        (played, wrong)
    };
    for seed in wanted() {
        record::begin_run(seed);
        for number in 0..PROGRAMS {
            let mut failing = program(&mut Random::new(seed * PROGRAMS + number));
            let (mut played, Some(mut wrong)) = play(&failing, seed) else { continue };
            let mut tries = 0;
            // A panic is told by its own line, whatever led to it.
            while tries < TRIES && played.fault.is_none() {
                let smaller = failing.smaller().into_iter().find_map(|smaller| {
                    tries += 1;
                    let (played, wrong) = play(&smaller, seed);
                    Some((smaller, played, wrong?)).filter(|(_, played, _)| played.fault.is_none())
                });
                let Some(smaller) = smaller else { break };
                (failing, played, wrong) = smaller;
            }
            record::begin_run(seed);
            record::end_run(|| played.told());
            broken(wrong);
        }
    }
    watchdog.rest();
    record::end_runs();
}

fn complaint_in<M: Model>(history: &History<M>, model: M) -> Option<Fault> {
    complaint(history, model).map(Fault::from)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Mutex;

    use tokio::sync::Notify;

    use super::*;

    /// A door: a wait ends once it was opened.
    #[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
    struct Door {
        is_open: bool,
        waits: BTreeSet<usize>,
    }

    #[derive(Debug, Clone, Copy)]
    enum Op {
        Open,
        Wait,
    }

    impl fmt::Display for Op {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl Model for Door {
        type Op = Op;
        type Out = String;

        fn ways(&self, _call: usize, op: &Op) -> Vec<(Self, String)> {
            match op {
                Op::Open => vec![(Door { is_open: true, ..self.clone() }, "its end".into())],
                Op::Wait if self.is_open => vec![(self.clone(), "its end".into())],
                Op::Wait => vec![],
            }
        }
    }

    /// Plays programs on a door that wakes in this way, and gives the words of the failure.
    fn played(open: fn(&Notify)) -> Option<String> {
        let play = || {
            holds(
                |random| {
                    let op = |random: &mut Random| if random.once_in(5) { Op::Open } else { Op::Wait };
                    Program { given: (), actors: random.actors(op) }
                },
                |()| Door::default(),
                |()| (Mutex::new(false), Notify::new()),
                move |door, op| {
                    Box::pin(async move {
                        let (is_open, changed) = &*door;
                        match op {
                            Op::Open => {
                                *is_open.lock().expect("nobody panics") = true;
                                open(changed);
                            }
                            Op::Wait => {
                                let opened = changed.notified();
                                if !*is_open.lock().expect("nobody panics") {
                                    opened.await;
                                }
                            }
                        }
                        "its end".to_owned()
                    })
                },
            );
        };
        let panic = catch_unwind(AssertUnwindSafe(play)).err()?;
        panic.downcast_ref::<String>().cloned()
    }

    #[test]
    fn what_keeps_the_contract_holds() {
        assert_eq!(played(Notify::notify_waiters), None);
    }

    #[test]
    fn who_is_not_woken_is_found_in_the_smallest_program_that_shows_it() {
        let said = played(Notify::notify_one).expect("of two who wait one is not woken");

        // Two that wait, and one that opens 10 ms later: every other rest is gone.
        assert!(
            said.starts_with("`Wait` of ")
                && said.ends_with("still waits when 10 ms are over: due is `its end`"),
            "{said}"
        );
    }
}
