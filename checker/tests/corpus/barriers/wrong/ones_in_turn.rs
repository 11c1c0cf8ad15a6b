// part: run_together
// mistake: does the phases one one after the other
// diagnosis: one after the other

use std::sync::Arc;

use tokio::sync::SetOnce;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let mut tasks = Vec::with_capacity(workers.len());
    let start = Arc::new(SetOnce::new());
    for (one, two) in workers {
        let one = tokio::spawn(one).await.expect("a phase one panicked");
        let start = start.clone();
        tasks.push(tokio::spawn(async move {
            start.wait().await;
            (one, two.await)
        }));
    }
    let _ = start.set(());

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
