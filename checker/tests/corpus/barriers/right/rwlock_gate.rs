// part: run_together
// idea: the caller holds a lock for writing until everybody has arrived, and phase two needs it for reading

use std::sync::Arc;

use tokio::sync::{RwLock, Semaphore};

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let everybody = workers.len();
    let arrivals = Arc::new(Semaphore::new(0));
    let gate = Arc::new(RwLock::new(()));
    let closed = gate.write().await;

    let mut tasks = Vec::with_capacity(everybody);
    for (one, two) in workers {
        let (arrivals, gate) = (arrivals.clone(), gate.clone());
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            arrivals.add_permits(1);
            drop(gate.read().await);
            (one, two.await)
        }));
    }

    let _all = arrivals.acquire_many(everybody as u32).await.expect("nobody closes this semaphore");
    drop(closed);

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
