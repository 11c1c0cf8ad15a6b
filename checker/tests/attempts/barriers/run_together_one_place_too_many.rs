// part: run_together
// wrote: a barrier with a place for the caller too, as the main thread takes part in it
// cause: your barrier waits for one more than there are workers, and nobody else ever arrives.

use std::sync::Arc;

use tokio::sync::Barrier;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let barrier = Arc::new(Barrier::new(workers.len() + 1));
    let mut handles = Vec::new();
    for (one, two) in workers {
        let barrier = Arc::clone(&barrier);
        handles.push(tokio::spawn(async move {
            let first = one.await;
            barrier.wait().await;
            let second = two.await;
            (first, second)
        }));
    }
    let mut outputs = Vec::new();
    for handle in handles {
        outputs.push(handle.await.unwrap());
    }
    outputs
}
