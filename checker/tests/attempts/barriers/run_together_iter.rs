// part: run_together
// wrote: looped over `workers.iter()`
// cause: `iter` gives references to the pairs, and a reference to a future cannot be awaited: use `into_iter`.
// compiles: no

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
    let mut handles = Vec::new();
    for (one, two) in workers.iter() {
        let barrier = barrier.clone();
        handles.push(tokio::spawn(async move { two_phases(&barrier, one, two).await }));
    }
    let mut outputs = Vec::new();
    for handle in handles {
        outputs.push(handle.await.unwrap());
    }
    outputs
}
