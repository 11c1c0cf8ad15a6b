// part: run_together
// mistake: counts only those who have begun, so who begins late may find that the others have gone on
// diagnosis: barrier one short

use std::sync::Arc;

use tokio::sync::watch;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    // How many have begun, and how many of them have arrived.
    let line = Arc::new(watch::Sender::new((0, 0)));

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let line = line.clone();
        tasks.push(tokio::spawn(async move {
            line.send_modify(|(begun, _)| *begun += 1);
            let one = one.await;
            line.send_modify(|(_, arrived)| *arrived += 1);
            let mut changes = line.subscribe();
            changes.wait_for(|(begun, arrived)| begun == arrived).await.expect("this task has a sender");
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
