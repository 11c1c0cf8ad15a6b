// REFERENCE
use std::collections::VecDeque;
// END
use std::time::Duration;

// REFERENCE
use tokio::time::{Instant, sleep_until};
// END

/// Lets callers through, at most so many in any stretch of time of a given length.
///
/// After a rest, `limit` callers go at the same instant. But whatever stretch of time of the length `period` one looks at,
/// at most `limit` were let through in it; a stretch has its first instant, and not its last. Time is counted on tokio's
/// clock, [`tokio::time::Instant`].
#[derive(Debug)]
pub struct RateLimiter {
    //| // The fields are yours. What must it remember of those that it has let through?
    // REFERENCE
    limit: usize,
    period: Duration,
    /// When the last `limit` callers went, the earliest in front: a count and a time would not tell when one more may.
    ///
    /// tokio's mutex, not std's: it is held across a sleep. It is fair, so it is the line, and whoever holds it is next.
    went: tokio::sync::Mutex<VecDeque<Instant>>,
    // END
}

impl RateLimiter {
    /// At most `limit` in any `period`. `limit` is at least 1, `period` a whole number of milliseconds, at least 1. Needs
    /// no runtime.
    pub fn new(limit: usize, period: Duration) -> Self {
        //| todo!("choose the fields of `RateLimiter`, then begin with nobody let through")
        // REFERENCE
        // Without room in advance: a limit may be far more than ever come in a period.
        RateLimiter { limit, period, went: tokio::sync::Mutex::new(VecDeque::new()) }
        // END
    }

    /// Waits until the caller may go, and no longer: each goes at the first instant at which the rule allows it. Callers
    /// go in the order in which they came.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits counts for nothing: those behind it move up.
    pub async fn acquire(&self) {
        //| todo!("wait for your turn, then until the rule lets one more through, then remember that you went")
        // REFERENCE
        let mut went = self.went.lock().await;
        if went.len() == self.limit {
            sleep_until(went[0] + self.period).await;
            // Only now: a call that is dropped in its sleep leaves everything as it was.
            went.pop_front();
        }
        // Not the instant that it was due at: after a rest that is long past, and a timer may fire late.
        went.push_back(Instant::now());
        // END
    }
}
