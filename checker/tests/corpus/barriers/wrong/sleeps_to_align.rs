// part: run_together
// mistake: sleeps a second after phase one instead of waiting for the others
// diagnosis: time used instead of a signal

use std::time::Duration;

use tokio::time::sleep;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            sleep(Duration::from_secs(1)).await;
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
