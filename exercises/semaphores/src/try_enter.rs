use std::time::Duration;

use tokio::sync::Semaphore;

/// Nobody could be let in for as long as the patience lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

/// Waits up to `patience` for a permit of `limit`, then does `work` with it; or gives up, so that load is shed instead of
/// piling up. Nobody closes `limit`.
///
/// Waits for its permit in line with everybody else who waits for one, and begins as soon as it has it; `patience` is at
/// least 1 ms, counted from the first poll on, and for the wait alone: `work` may take as long as it takes. The permit is
/// kept until `work` has ended. If a permit comes free at the very instant at which the patience ends, either answer is
/// right.
///
/// # Errors
/// [`Busy`] when the patience has passed. Nothing of `work` has happened then.
///
/// # Cancel safety
/// A call that is dropped, wherever it is, leaves `limit` with all of its permits and no more, and so does one that gives
/// up, or whose work panics.
pub async fn try_enter<W: Future>(limit: &Semaphore, patience: Duration, work: W) -> Result<W::Output, Busy> {
    todo!("wait for a permit, but no longer than `patience`, then work")
}
