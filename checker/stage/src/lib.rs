//! Plays a scenario in virtual time and notes what its actors do.
//!
//! ```text
//! #[test]
//! fn the_waiter_goes_when_the_event_is_set() {
//!     let run = stage::play(async |stage| {
//!         let waiter = stage.actor("waiter");
//!         …
//!         waiter.does("goes");
//!     });
//!
//!     insta::assert_snapshot!(run);
//! }
//! ```
//!
//! The runtime has one thread and a paused clock: as soon as nobody can move, tokio jumps to the next timer. So a
//! scenario takes no real time, and a deadlock shows at once: the one timer left is the limit.
//!
//! Learner code never sees the stage. A scenario hands it closures and futures, and these note what happens.

mod actor;
mod panics;
mod play;
mod record;
mod watchdog;

pub use actor::{Actor, Stage};
pub use panics::fail;
pub use play::{LIMIT, output_of, play};
pub use record::sign_off;

/// So many milliseconds, the unit of every timeline.
pub const fn ms(millis: u64) -> std::time::Duration {
    std::time::Duration::from_millis(millis)
}
