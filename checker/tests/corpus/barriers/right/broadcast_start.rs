// part: run_together
// idea: everybody has a broadcast receiver from the beginning, and who arrives last sends the start signal

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::broadcast;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let missing = Arc::new(AtomicUsize::new(workers.len()));
    let start = broadcast::Sender::new(1);

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let missing = missing.clone();
        let (start, mut started) = (start.clone(), start.subscribe());
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            if missing.fetch_sub(1, Ordering::SeqCst) == 1 {
                start.send(()).expect("this task has a receiver");
            }
            started.recv().await.expect("this task has a sender");
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
