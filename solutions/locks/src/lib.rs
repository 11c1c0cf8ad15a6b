//! Locks: one task at a time where a value is read, thought about, and written back.
//!
//! Between two `.await`s no other task of the same thread runs. It is an `.await` between reading and writing that lets
//! another task in, and then its update is lost.

// ANCHOR: imports
use std::sync::Arc;
// ANCHOR_END: imports
use std::time::Duration;

// ANCHOR: imports-tokio
use tokio::sync::Mutex;
use tokio::time::sleep;
// ANCHOR_END: imports-tokio

/// A number that many tasks count up.
#[derive(Debug)]
pub struct Counter {
    // ANCHOR: Counter-fields — // The field is yours. What lets only one task at a time through, across an `.await`?
    value: Mutex<u64>,
    // ANCHOR_END: Counter-fields
}

impl Counter {
    /// A counter that stands at 0. Needs no runtime.
    pub fn new() -> Self {
        // ANCHOR: Counter-new — choose the field of `Counter`, then begin at 0
        Counter { value: Mutex::new(0) }
        // ANCHOR_END: Counter-new
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
        // ANCHOR: Counter-increment — let only one task at a time read, await the step, and write
        let mut value = self.value.lock().await;
        let read = *value;
        step(read).await;
        *value = read + 1;
        *value
        // ANCHOR_END: Counter-increment
    }

    /// The value, once nobody is in the middle of an increment.
    ///
    /// # Cancel safety
    /// A call that is dropped changes nothing.
    pub async fn value(&self) -> u64 {
        // ANCHOR: Counter-value — read the value when nobody is in the middle of an increment
        *self.value.lock().await
        // ANCHOR_END: Counter-value
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
    // ANCHOR: run_workers — share one counter and one `step` between a task for every worker
    let counter = Arc::new(Counter::new());
    let step = Arc::new(step);

    let mut tasks = Vec::with_capacity(workers);
    for worker in 0..workers {
        let (counter, step) = (counter.clone(), step.clone());
        tasks.push(tokio::spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        }));
    }

    for task in tasks {
        task.await.expect("a worker panicked");
    }
    counter.value().await
    // ANCHOR_END: run_workers
}
