// part: run_together
// mistake: begins each worker only when the one before has ended
// diagnosis: one after the other

use crate::two_phases;

use std::sync::Arc;

use tokio::sync::Barrier;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let barrier = Arc::new(Barrier::new(workers.len()));

    let mut outputs = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let barrier = barrier.clone();
        let task = tokio::spawn(async move { two_phases(&barrier, one, two).await });
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
