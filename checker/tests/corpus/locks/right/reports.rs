// part: run_workers
// idea: every worker sends a report when it has ended, and a missing report means a panic

use crate::Counter;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let counter = Arc::new(Counter::new());
    let step = Arc::new(step);
    let (report, mut reports) = mpsc::unbounded_channel();

    for worker in 0..workers {
        let (counter, step, report) = (counter.clone(), step.clone(), report.clone());
        tokio::spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
            let _ = report.send(counter.value().await);
        });
    }

    drop(report);
    let (mut ended, mut last) = (0, 0);
    while let Some(value) = reports.recv().await {
        ended += 1;
        last = value.max(last);
    }
    assert_eq!(ended, workers, "a worker panicked");
    last
}
