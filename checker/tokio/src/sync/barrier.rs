//! A meeting of a fixed number of tasks.

use std::fmt;

use super::BarrierWaitResult;
use crate::shuffled::my_turn;

/// Lets `n` tasks go on together. See [tokio's](real::sync::Barrier).
pub struct Barrier {
    real: real::sync::Barrier,
}

impl Barrier {
    /// A barrier for `n` tasks.
    #[track_caller]
    pub fn new(n: usize) -> Barrier {
        Barrier { real: real::sync::Barrier::new(n) }
    }

    /// Waits until `n` tasks have called this; one of them is told that it is the leader.
    ///
    /// # Cancel safety
    /// Not cancel safe: a call that is dropped while it waits still counts as an arrival.
    pub async fn wait(&self) -> BarrierWaitResult {
        my_turn().await;
        self.real.wait().await
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
