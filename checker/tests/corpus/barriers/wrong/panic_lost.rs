// part: run_together
// mistake: leaves out the workers that have panicked
// diagnosis: panic swallowed

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

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let barrier = barrier.clone();
        tasks.push(tokio::spawn(async move { two_phases(&barrier, one, two).await }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        if let Ok(output) = task.await {
            outputs.push(output);
        }
    }
    outputs
}
