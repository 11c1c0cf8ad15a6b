// part: run_together
// idea: everybody reports to the caller, which sends each of them a go when all reports are in

use tokio::sync::{mpsc, oneshot};

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let (report, mut reports) = mpsc::unbounded_channel();

    let mut tasks = Vec::with_capacity(workers.len());
    let mut start = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let report = report.clone();
        let (go, wait_for_go) = oneshot::channel();
        start.push(go);
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            report.send(()).expect("the caller reads the reports");
            wait_for_go.await.expect("the caller sends a go to everybody");
            (one, two.await)
        }));
    }

    for _ in 0..tasks.len() {
        reports.recv().await.expect("this call has a sender");
    }
    for go in start {
        go.send(()).expect("everybody waits for it");
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
