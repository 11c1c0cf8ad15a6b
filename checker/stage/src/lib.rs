//! Plays a scenario in virtual time, under many schedules, and notes what its actors do.
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
//! One order proves little. So every scenario is played under the nominal schedule, which is tokio's own order, and then
//! under others, in which seeded coins hold tasks back ([`tokio::schedule`]). [`play`] expects the same timeline of all of
//! them, [`outputs_of`] gives each output to the test's assertions, and [`explore`] also varies how long things take, and
//! holds what happens to laws.
//!
//! Learner code never sees the stage. A scenario hands it closures and futures, and these note what happens.

mod actor;
pub mod by_hand;
mod call;
mod durations;
mod explore;
pub mod model;
mod panics;
mod play;
mod program;
mod record;
mod schedules;
mod standing;
mod watchdog;

pub use actor::{Actor, Stage};
pub use explore::{explore, outputs_of, play};
pub use panics::fail;
pub use play::LIMIT;
pub use program::{begin, sign_off};
pub use timeline::Law;

/// So many milliseconds, the unit of every timeline.
pub const fn ms(millis: u64) -> std::time::Duration {
    std::time::Duration::from_millis(millis)
}
