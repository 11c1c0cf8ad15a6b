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
