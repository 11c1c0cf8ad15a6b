//! Barriers: nobody goes on before everybody has arrived.

use tokio::sync::Barrier;

/// Does `one`, waits at `barrier` for everybody else, then does `two`. Returns both outputs.
///
/// Nobody who shares the barrier begins phase two before all of them have ended phase one; then all begin at once.
///
/// # Cancel safety
/// Not cancel safe: a call that is dropped while it waits still counts as an arrival (`tokio::sync::Barrier::wait`).
pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    todo!("do phase one, wait until everybody has, then do phase two")
}

/// Takes all `workers` through both phases at the same time, and returns when the last of them has ended.
///
/// A worker is its phase one and its phase two. Nobody begins phase two before all have ended phase one. The outputs
/// stand in the order in which the workers were given, however fast each of them is.
///
/// # Panics
/// When a phase two panics, at the latest when all the others have ended. A worker whose phase one panics never arrives,
/// and then the others wait for ever: a `tokio::sync::Barrier` cannot be broken.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    todo!("make one barrier for all the workers, and a task for each of them")
}

/// Takes one worker through `count` rounds, numbered from 0, together with everybody else who shares `barrier`.
///
/// In every round each of them does `work(round)`. When all have, exactly one of them does `merge(round)`, the leader
/// of that round, while the others wait. When the merge is over, all go on to the next round at once; after the last
/// one they return. Who is leader is left open, and need not be the same in each round.
///
/// Everybody calls this with the same `count` and with a `barrier` made for all of them. After the last round the
/// barrier can be used again.
///
/// # Cancel safety
/// Not cancel safe: a call that is dropped while it waits still counts as an arrival (`tokio::sync::Barrier::wait`).
pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, work: W, merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    todo!("in each round: work, wait for everybody, let one merge, and wait until that is done")
}

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

/// A barrier that forgets those who leave, and that can be aborted: what `tokio::sync::Barrier` is not.
///
/// Like Python's `asyncio.Barrier` it can be used for any number of rounds, and a `wait` that is cancelled does not break
/// it for the others, as one that is interrupted does in Java's `CyclicBarrier`. `abort` breaks it for good: there is no
/// `reset`.
#[derive(Debug)]
pub struct CyclicBarrier {
    // The fields are yours. What must it know about the round that is going on, and how do those who wait learn that it is over?
}

impl CyclicBarrier {
    /// A barrier for `size` tasks, at least 1. Needs no runtime.
    pub fn new(size: usize) -> Self {
        todo!("choose the fields of `CyclicBarrier`, then begin with nobody there")
    }

    /// Waits until `size` tasks have arrived, then lets all of them go. Returns `true` in exactly one of them, the
    /// leader of the round; who that is, is left open.
    ///
    /// The next round can begin at once, also while some of this one have not had their turn to go. Whoever waits is
    /// woken, and never looks at the clock.
    ///
    /// # Errors
    /// [`Aborted`] when the barrier was aborted, before this call or while it waits. Who is let go by a full round is
    /// let go, also when an `abort` follows before it has its turn.
    ///
    /// # Cancel safety
    /// A call that is dropped before the round is full no longer counts: the others wait for somebody else. One that is
    /// dropped later changes nothing, for this round and for the next.
    pub async fn wait(&self) -> Result<bool, Aborted> {
        todo!("count this arrival, then wait until the round is full; take it back if the call is dropped")
    }

    /// Lets everybody who waits go, with an error, and everybody who comes later too. To abort once more changes
    /// nothing.
    pub fn abort(&self) {
        todo!("remember that the barrier is aborted, then wake everybody who waits")
    }
}
