// part: run_together
// mistake: counts the arrivals itself and asks the count again and again, with only a yield in between
// diagnosis: busy waiting

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::yield_now;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let everybody = workers.len();
    let arrived = Arc::new(AtomicUsize::new(0));

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let arrived = arrived.clone();
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            arrived.fetch_add(1, Ordering::SeqCst);
            while arrived.load(Ordering::SeqCst) < everybody {
                yield_now().await;
            }
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
