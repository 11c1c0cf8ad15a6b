// part: run_together
// wrote: one barrier, moved into each task
// cause: the first task's `async move` takes `barrier` away: put it into an `Arc` and move a clone into each.
// compiles: no

use tokio::sync::Barrier;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let barrier = Barrier::new(workers.len());
    let mut handles = Vec::new();
    for (one, two) in workers {
        handles.push(tokio::spawn(async move {
            let first = one.await;
            barrier.wait().await;
            (first, two.await)
        }));
    }
    let mut outputs = Vec::new();
    for handle in handles {
        outputs.push(handle.await.unwrap());
    }
    outputs
}
