//! Barriers: nobody goes on before everybody has arrived.

use tokio::sync::Barrier;

/// Does `one`, waits at `barrier` for everybody else, then does `two`. Returns both outputs.
///
/// Nobody who shares the barrier begins phase two before all of them have ended phase one; then all begin at once.
///
/// # Cancel safety
/// Not cancel safe: a call that is dropped while it waits still counts as an arrival (`tokio::sync::Barrier::wait`).
pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    todo!("do phase one, wait until everybody has, then do phase two")
}

/// Takes all `workers` through both phases at the same time, and returns when the last of them has ended.
///
/// A worker is its phase one and its phase two. Nobody begins phase two before all have ended phase one. The outputs
/// stand in the order in which the workers were given, however fast each of them is.
///
/// # Panics
/// When a phase two panics, at the latest when all the others have ended. A worker whose phase one panics never arrives,
/// and then the others wait for ever: a `tokio::sync::Barrier` cannot be broken.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    todo!("make one barrier for all the workers, and a task for each of them")
}
