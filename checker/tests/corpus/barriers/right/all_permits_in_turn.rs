// part: run_together
// idea: every arrival adds a permit, and everybody has to hold all of them for a moment

use std::sync::Arc;

use tokio::sync::Semaphore;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let everybody = workers.len() as u32;
    let arrivals = Arc::new(Semaphore::new(0));

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let arrivals = arrivals.clone();
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            arrivals.add_permits(1);
            let all = arrivals.acquire_many(everybody).await.expect("nobody closes this semaphore");
            // Now the next one may hold them.
            drop(all);
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
