use std::time::Duration;

use crate::Event;

/// The limit has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

/// Waits until `event` is set, but no longer than `limit`, counted from the first poll on.
///
/// Returns as soon as the event is set, and at once if it is set already. `limit` is at least 1 ms. If the event is set
/// at the very instant at which the limit ends, either answer is right.
///
/// # Errors
/// [`TimedOut`] when the limit has passed and the event was not set meanwhile. The event stays as it is, for everybody
/// else.
///
/// # Cancel safety
/// A call that is dropped takes nothing from the others who wait, and leaves nothing behind; neither does one that has
/// timed out.
pub async fn wait_at_most(event: &Event, limit: Duration) -> Result<(), TimedOut> {
    todo!("wait for the event, and give up when the limit has passed")
}
