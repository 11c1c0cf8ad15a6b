// REFERENCE
use std::sync::Arc;

use tokio::sync::Barrier;

use crate::two_phases;
// END

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
    //| todo!("make one barrier for all the workers, and a task for each of them")
    // REFERENCE
    let barrier = Arc::new(Barrier::new(workers.len()));

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let barrier = barrier.clone();
        tasks.push(tokio::spawn(async move { two_phases(&barrier, one, two).await }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
    // END
}
