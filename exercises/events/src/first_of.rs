use std::sync::Arc;

use crate::Event;

/// Waits until one of `events` is set, and returns its place among them, counted from 0.
///
/// Returns as soon as one of them is set, and at once if one is set already; no `set` is missed because a `clear` follows.
/// If several are set by the time at which this call gets its turn, it is the first of these in the list. There is at
/// least one event in the list. It never looks at the clock.
///
/// The other events stay as they are, for everybody else, and nobody waits for them any more: when the call has returned,
/// every task that it started has ended or is aborted, and it holds on to none of them.
///
/// # Cancel safety
/// A call that is dropped takes nothing from the others who wait, and leaves nothing behind.
pub async fn first_of(events: &[Arc<Event>]) -> usize {
    todo!("wait for all of them at once, and see who is first")
}
