//! Asynchronous tasks. See [tokio's](real::task).
//!
//! The futures are boxed: so rustc makes a task's inner works once for each type of output, not for each future, and a
//! learner's tests are built in half the time.

use std::future::Future;
use std::pin::Pin;

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
    let task: Pin<Box<dyn Future<Output = F::Output> + Send>> = Box::pin(future);
    real::task::spawn(Shuffled::new(task))
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
    let task: Pin<Box<dyn Future<Output = F::Output>>> = Box::pin(future);
    real::task::spawn_local(Shuffled::new(task))
}
