//! Barriers: nobody goes on before everybody has arrived.

// ANCHOR: imports
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard};

// ANCHOR_END: imports
use tokio::sync::Barrier;
// ANCHOR: imports-once
use tokio::sync::SetOnce;
// ANCHOR_END: imports-once

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
    // ANCHOR: two_phases — do phase one, wait until everybody has, then do phase two
    let one = one.await;
    barrier.wait().await;
    let two = two.await;
    (one, two)
    // ANCHOR_END: two_phases
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
    // ANCHOR: run_together — make one barrier for all the workers, and a task for each of them
    let barrier = Arc::new(Barrier::new(workers.len()));

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let barrier = barrier.clone();
        tasks.push(tokio::spawn(async move { two_phases(&barrier, one, two).await }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
    // ANCHOR_END: run_together
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
    // ANCHOR: rounds — in each round: work, wait for everybody, let one merge, and wait until that is done
    let (mut work, mut merge) = (work, merge);
    for round in 0..count {
        work(round).await;
        if barrier.wait().await.is_leader() {
            merge(round).await;
        }
        // A second meeting: `is_leader` only marks one of those whom the first one lets go, all at the same instant.
        // The leader comes to it as well, else the others would wait for somebody of the next round.
        barrier.wait().await;
    }
    // ANCHOR_END: rounds
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
    // ANCHOR: CyclicBarrier-fields — // The fields are yours. What must it know about the round that is going on, and how do those who wait learn that it is over?
    size: usize,
    // A std mutex, not a tokio mutex: nothing is awaited while it is held, and an arrival is taken back in `drop`, where
    // nothing can be awaited.
    round: Mutex<Round>,
    // ANCHOR_END: CyclicBarrier-fields
}

// ANCHOR: CyclicBarrier-round
/// The round that is going on, or the one that was aborted.
#[derive(Debug, Default)]
struct Round {
    arrived: usize,
    /// How it ended. A `SetOnce` for each round, not a `Notify` and a number for all of them: what is set once stays,
    /// so whoever is slow to look finds the end of its own round, whatever came after it.
    end: Arc<SetOnce<Result<(), Aborted>>>,
}

/// An arrival in the round that ends with `end`. Dropped before that, it does not count any more.
#[derive(Debug)]
struct Arrival<'a> {
    barrier: &'a CyclicBarrier,
    end: Arc<SetOnce<Result<(), Aborted>>>,
}

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        let mut round = self.barrier.round();
        // A full round has made room for the next, whose arrivals are those of others.
        if Arc::ptr_eq(&round.end, &self.end) {
            round.arrived -= 1;
        }
    }
}
// ANCHOR_END: CyclicBarrier-round

impl CyclicBarrier {
    /// A barrier for `size` tasks, at least 1. Needs no runtime.
    pub fn new(size: usize) -> Self {
        // ANCHOR: CyclicBarrier-new — choose the fields of `CyclicBarrier`, then begin with nobody there
        CyclicBarrier { size, round: Mutex::default() }
        // ANCHOR_END: CyclicBarrier-new
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
        // ANCHOR: CyclicBarrier-wait — count this arrival, then wait until the round is full; take it back if the call is dropped
        // In a block, so that the guard is gone before the `.await`.
        let arrival = {
            let mut round = self.round();
            // A full round is replaced as it ends: one that has ended and is still here was aborted.
            if round.end.initialized() {
                return Err(Aborted);
            }
            round.arrived += 1;
            if round.arrived == self.size {
                // Under the lock: whoever arrives next finds the next round.
                let full = mem::take(&mut *round);
                full.end.set(Ok(())).expect("a round ends once");
                return Ok(true);
            }
            Arrival { barrier: self, end: round.end.clone() }
        };
        arrival.end.wait().await.map(|()| false)
        // ANCHOR_END: CyclicBarrier-wait
    }

    /// Lets everybody who waits go, with an error, and everybody who comes later too. To abort once more changes
    /// nothing.
    pub fn abort(&self) {
        // ANCHOR: CyclicBarrier-abort — remember that the barrier is aborted, then wake everybody who waits
        // An error says that it was aborted before.
        let _ = self.round().end.set(Err(Aborted));
        // ANCHOR_END: CyclicBarrier-abort
    }
    // ANCHOR: CyclicBarrier-lock

    fn round(&self) -> MutexGuard<'_, Round> {
        self.round.lock().expect("nobody panics while holding it")
    }
    // ANCHOR_END: CyclicBarrier-lock
}
