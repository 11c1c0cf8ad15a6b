use std::time::Duration;

/// Lets callers through, at most so many in any stretch of time of a given length.
///
/// After a rest, `limit` callers go at the same instant. But whatever stretch of time of the length `period` one looks at,
/// at most `limit` were let through in it; a stretch has its first instant, and not its last. Time is counted on tokio's
/// clock, [`tokio::time::Instant`].
#[derive(Debug)]
pub struct RateLimiter {
    // The fields are yours. What must it remember of those that it has let through?
}

impl RateLimiter {
    /// At most `limit` in any `period`. `limit` is at least 1, `period` a whole number of milliseconds, at least 1. Needs
    /// no runtime.
    pub fn new(limit: usize, period: Duration) -> Self {
        todo!("choose the fields of `RateLimiter`, then begin with nobody let through")
    }

    /// Waits until the caller may go, and no longer: each goes at the first instant at which the rule allows it. Callers
    /// go in the order in which they came.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits counts for nothing: those behind it move up.
    pub async fn acquire(&self) {
        todo!("wait for your turn, then until the rule lets one more through, then remember that you went")
    }
}
