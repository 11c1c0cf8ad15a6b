// part: run_together
// wrote: a `JoinSet`, and the outputs as they come, as with `asyncio.as_completed`
// cause: `join_next` gives the outputs in the order in which the workers end, not in the order of `workers`.

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
    let mut set = JoinSet::new();
    for (one, two) in workers {
        let barrier = barrier.clone();
        set.spawn(async move {
            let first = one.await;
            barrier.wait().await;
            let second = two.await;
            (first, second)
        });
    }
    set.join_all().await
}
