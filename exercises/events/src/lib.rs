//! Events: one task says that something has happened, and any number of tasks wait for it.
//!
//! The first three parts use [`tokio::sync::SetOnce`], an event that is set once and stays set. The fourth builds what
//! tokio lacks: an event that can be cleared and set again, as Python's `asyncio.Event` can. The last two wait for such
//! an event with a limit, and for several at once.

mod run_after;
pub use run_after::run_after;

mod set_after;
pub use set_after::set_after;

mod start_together;
pub use start_together::start_together;

mod event;
pub use event::Event;

mod wait_at_most;
pub use wait_at_most::{TimedOut, wait_at_most};

mod first_of;
pub use first_of::first_of;
