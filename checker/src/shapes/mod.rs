//! Shapes of code: what may well be why a part fails, with its line; and what passes on one thread, where nothing comes between
//! two lines without an `.await`, and is wrong on two.
//!
//! Pure: syntax alone. What cannot be parsed has no shapes.

mod behind;
mod loops;
mod syntax;
mod threads;
mod unawaited;

pub use behind::{Shape, behind};
pub use loops::{loop_around, makes_semaphores};
pub use threads::{OnThreads, on_threads};
pub use unawaited::{async_names, unawaited};
