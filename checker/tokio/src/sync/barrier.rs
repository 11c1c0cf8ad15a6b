//! A meeting of a fixed number of tasks.

use super::BarrierWaitResult;
use crate::shuffled::my_turn;
use crate::waits::placed;
use crate::wrap::wrap;

wrap! {
    /// Lets `n` tasks go on together. See [tokio's](real::sync::Barrier).
    pub struct Barrier(real::sync::Barrier);
}

impl Barrier {
    /// Creates a barrier for `n` tasks. See [tokio's](real::sync::Barrier::new).
    #[track_caller]
    pub fn new(n: usize) -> Barrier {
        Barrier(real::sync::Barrier::new(n))
    }

    /// Waits until all `n` tasks have called this; one of them is told that it is the leader. See
    /// [tokio's](real::sync::Barrier::wait).
    ///
    /// # Cancel safety
    /// This method is not cancel safe. A call that is cancelled while it waits still counts as an arrival.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = BarrierWaitResult> {
        placed(async move {
            my_turn().await;
            self.0.wait().await
        })
    }
}
