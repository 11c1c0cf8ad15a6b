// part: run_together
// idea: the workers in a JoinSet

use crate::two_phases;

use std::sync::Arc;

use tokio::sync::Barrier;
use tokio::task::JoinSet;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let barrier = Arc::new(Barrier::new(workers.len()));

    let mut tasks = JoinSet::new();
    for (index, (one, two)) in workers.into_iter().enumerate() {
        let barrier = barrier.clone();
        tasks.spawn(async move { (index, two_phases(&barrier, one, two).await) });
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    while let Some(ended) = tasks.join_next().await {
        outputs.push(ended.expect("a worker panicked"));
    }
    outputs.sort_by_key(|(index, _)| *index);
    outputs.into_iter().map(|(_, output)| output).collect()
}
