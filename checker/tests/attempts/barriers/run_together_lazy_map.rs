// part: run_together
// wrote: `map` to spawn the tasks, without `collect`, and a loop over it that awaits
// cause: `map` is lazy: your loop spawns a worker only when it has awaited the one before, who waits at the barrier.

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
    let handles = workers.into_iter().map(|(one, two)| {
        let barrier = barrier.clone();
        tokio::spawn(async move { two_phases(&barrier, one, two).await })
    });
    let mut outputs = Vec::new();
    for handle in handles {
        outputs.push(handle.await.unwrap());
    }
    outputs
}
