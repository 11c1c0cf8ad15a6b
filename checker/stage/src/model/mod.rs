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
