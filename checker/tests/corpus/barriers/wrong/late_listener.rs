// part: run_together
// mistake: counts its arrival, then waits for an answer to its report, and begins to listen only after that
// diagnosis: lost wake-up

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{Notify, mpsc, oneshot};

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let everybody = workers.len();
    let arrived = Arc::new(AtomicUsize::new(0));
    let all = Arc::new(Notify::new());
    let (report, mut reports) = mpsc::unbounded_channel();

    let mut tasks = Vec::with_capacity(everybody);
    for (index, (one, two)) in workers.into_iter().enumerate() {
        let (arrived, all, report) = (arrived.clone(), all.clone(), report.clone());
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            let last = arrived.fetch_add(1, Ordering::SeqCst) + 1 == everybody;
            let (confirm, confirmed) = oneshot::channel();
            let _ = report.send((index, one, confirm));
            confirmed.await.expect("the caller reads all reports");
            if last {
                all.notify_waiters();
            } else {
                all.notified().await;
            }
            two.await
        }));
    }

    let mut ones: Vec<_> = tasks.iter().map(|_| None).collect();
    for _ in 0..everybody {
        let (index, one, confirm) = reports.recv().await.expect("this call has a sender");
        ones[index] = Some(one);
        let _ = confirm.send(());
    }
    let mut outputs = Vec::with_capacity(everybody);
    for (one, task) in ones.into_iter().flatten().zip(tasks) {
        outputs.push((one, task.await.expect("a worker panicked")));
    }
    outputs
}
