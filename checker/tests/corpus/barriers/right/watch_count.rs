// part: run_together
// idea: a watch channel counts the arrivals, and everybody waits for the full count

use std::sync::Arc;

use tokio::sync::watch;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let everybody = workers.len();
    let arrived = Arc::new(watch::Sender::new(0));

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let arrived = arrived.clone();
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            let mut arrivals = arrived.subscribe();
            arrived.send_modify(|count| *count += 1);
            arrivals.wait_for(|count| *count == everybody).await.expect("this task has a sender");
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
