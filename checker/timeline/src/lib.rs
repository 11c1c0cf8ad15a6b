//! What happened in a scenario: events, the timeline they make, its table, where two timelines part, and the laws that
//! hold in all of them.
//!
//! ```text
//! Event ──> Timeline ──> table (Display) ──> Timeline (FromStr)
//!   │          └──> first_difference(expected, actual)
//!   └────> Law::breach
//! Message <──> a line of the record that a test process leaves for the checker
//! ```
//!
//! Pure data: no tokio, no terminal, no files. tokio promises no order within one virtual instant, so a timeline has one
//! row per instant and one lane per actor, and inside a row only each actor's own order counts. Two runs that differ in
//! nothing that tokio promises have equal timelines.

mod difference;
mod event;
mod law;
pub mod record;
mod run;
mod table;
mod timeline;

pub use difference::{Difference, Kind, first_difference};
pub use event::Event;
pub use law::{Breach, Law};
pub use run::{Ending, Run};
pub use table::{NOTHING, TableError};
pub use timeline::{Row, Timeline, fitted};
