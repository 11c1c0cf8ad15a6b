use std::time::Duration;

/// Lets `workers` tasks count up one [`Counter`](crate::Counter) at the same time, and returns its value at the end.
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
