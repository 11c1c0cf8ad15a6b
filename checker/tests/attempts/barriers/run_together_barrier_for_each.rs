// part: run_together
// wrote: made the barrier in the loop, and an `Arc` of it for the task
// cause: each worker waits at a barrier of its own, where nobody else comes: make one before the loop.

use std::sync::Arc;

use tokio::sync::Barrier;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let size = workers.len();
    let mut handles = Vec::with_capacity(size);
    for (one, two) in workers {
        let barrier = Arc::new(Barrier::new(size));
        handles.push(tokio::spawn(async move {
            let first = one.await;
            barrier.wait().await;
            (first, two.await)
        }));
    }
    let mut outputs = Vec::with_capacity(size);
    for handle in handles {
        outputs.push(handle.await.unwrap());
    }
    outputs
}
