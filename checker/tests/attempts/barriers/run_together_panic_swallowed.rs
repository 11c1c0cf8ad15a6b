// part: run_together
// wrote: `if let Ok(output) = handle.await`, to have no `unwrap`
// cause: the `Err` of a handle is a worker's panic: you leave it out, and the list is one too short.

use std::sync::Arc;

use tokio::sync::Barrier;

use crate::two_phases;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let barrier = Arc::new(Barrier::new(workers.len()));
    let handles: Vec<_> = workers
        .into_iter()
        .map(|(one, two)| {
            let barrier = barrier.clone();
            tokio::spawn(async move { two_phases(&barrier, one, two).await })
        })
        .collect();
    let mut outputs = Vec::new();
    for handle in handles {
        if let Ok(output) = handle.await {
            outputs.push(output);
        }
    }
    outputs
}
