// REFERENCE
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::SetOnce;
// END

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
    //| // The fields are yours. What must it know about the round that is going on, and how do those who wait learn that it is over?
    // REFERENCE
    size: usize,
    // A std mutex, not a tokio mutex: nothing is awaited while it is held, and an arrival is taken back in `drop`, where
    // nothing can be awaited.
    round: Mutex<Round>,
    // END
}

// REFERENCE
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
// END

impl CyclicBarrier {
    /// A barrier for `size` tasks, at least 1. Needs no runtime.
    pub fn new(size: usize) -> Self {
        //| todo!("choose the fields of `CyclicBarrier`, then begin with nobody there")
        // REFERENCE
        CyclicBarrier { size, round: Mutex::default() }
        // END
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
        //| todo!("count this arrival, then wait until the round is full; take it back if the call is dropped")
        // REFERENCE
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
        // END
    }

    /// Lets everybody who waits go, with an error, and everybody who comes later too. To abort once more changes
    /// nothing.
    pub fn abort(&self) {
        //| todo!("remember that the barrier is aborted, then wake everybody who waits")
        // REFERENCE
        // An error says that it was aborted before.
        let _ = self.round().end.set(Err(Aborted));
        // END
    }
    // REFERENCE

    fn round(&self) -> MutexGuard<'_, Round> {
        self.round.lock().expect("nobody panics while holding it")
    }
    // END
}
