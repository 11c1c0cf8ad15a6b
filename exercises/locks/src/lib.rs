//! Locks: one task at a time where a value is read, thought about, and written back.
//!
//! Between two `.await`s no other task of the same thread runs. It is an `.await` between reading and writing that lets
//! another task in, and then its update is lost.

use std::time::Duration;

/// A number that many tasks count up.
#[derive(Debug)]
pub struct Counter {
    // The field is yours. What lets only one task at a time through, across an `.await`?
}

impl Counter {
    /// A counter that stands at 0. Needs no runtime.
    pub fn new() -> Self {
        todo!("choose the field of `Counter`, then begin at 0")
    }

    /// Reads the value, awaits `step(value)`, writes `value + 1` back, and returns that.
    ///
    /// From the reading to the writing nobody else reads or writes, so that no update is lost. Tasks get their turn in
    /// the order in which they came, and the next one begins as soon as this one has written.
    ///
    /// # Cancel safety
    /// A call that is dropped, or whose step panics, leaves the value as it was and lets the next task in.
    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        todo!("let only one task at a time read, await the step, and write")
    }

    /// The value, once nobody is in the middle of an increment.
    ///
    /// # Cancel safety
    /// A call that is dropped changes nothing.
    pub async fn value(&self) -> u64 {
        todo!("read the value when nobody is in the middle of an increment")
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}

/// Lets `workers` tasks count up one [`Counter`] at the same time, and returns its value at the end.
///
/// Each worker increments `rounds` times and rests for `rest` after every time, also after the last. The step of an
/// increment is `step(worker, value)`, with the number of the worker, counted from 0, and the value that it read. While
/// one worker rests, the others go on.
///
/// # Panics
/// When a step panics, at the latest when all the other workers have ended.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    todo!("share one counter and one `step` between a task for every worker")
}
