// part: run_together
// idea: a semaphore without permits is the gate, and who arrives last closes it

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let gate = Arc::new((AtomicUsize::new(workers.len()), Semaphore::new(0)));

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let gate = gate.clone();
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            let (missing, closed) = &*gate;
            if missing.fetch_sub(1, Ordering::SeqCst) == 1 {
                closed.close();
            }
            let _closed = closed.acquire().await;
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
