// part: run_together
// idea: who arrives last sets an event, and everybody waits for that

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::SetOnce;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let missing = Arc::new(AtomicUsize::new(workers.len()));
    let all = Arc::new(SetOnce::new());

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let (missing, all) = (missing.clone(), all.clone());
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            if missing.fetch_sub(1, Ordering::SeqCst) == 1 {
                let _ = all.set(());
            }
            all.wait().await;
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
