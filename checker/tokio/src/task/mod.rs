//! Asynchronous tasks. See [tokio's](real::task).

use std::future::Future;

pub use real::task::*;

use crate::shuffled::Shuffled;

// Public although tokio shows it with `--cfg tokio_unstable` only: private, it could not hide tokio's from the glob.
pub mod join_set;
pub use join_set::JoinSet;

/// Starts a task, which runs beside its caller. See [tokio's](real::task::spawn).
///
/// # Panics
/// Outside a runtime.
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    real::task::spawn(Shuffled::new(future))
}

/// Starts a task that stays on this thread. See [tokio's](real::task::spawn_local).
///
/// # Panics
/// Outside a `LocalSet` and a `LocalRuntime`.
#[track_caller]
pub fn spawn_local<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    real::task::spawn_local(Shuffled::new(future))
}
