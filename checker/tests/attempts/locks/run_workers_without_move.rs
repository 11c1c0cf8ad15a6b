// part: run_workers
// wrote: `async` blocks that use the counter of the function, without `move` and without `Arc`
// cause: a task may outlive the function, so its block cannot borrow `counter`, `step` or `worker`: share by `Arc`.
// compiles: no

use std::time::Duration;

use tokio::time::sleep;

use crate::Counter;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let counter = Counter::new();
    let mut handles = Vec::new();
    for worker in 0..workers {
        handles.push(tokio::spawn(async {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        }));
    }
    for handle in handles {
        handle.await.unwrap();
    }
    counter.value().await
}
