// part: run_workers
// wrote: `Rc` to share the counter and the step, as the chapter on smart pointers shows first
// cause: an `Rc` stays in one thread, and a spawned task may run in any: `Arc` is the one for tasks.
// compiles: no

use std::rc::Rc;
use std::time::Duration;

use tokio::time::sleep;

use crate::Counter;

pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let counter = Rc::new(Counter::new());
    let step = Rc::new(step);
    let mut handles = Vec::new();
    for worker in 0..workers {
        let (counter, step) = (counter.clone(), step.clone());
        handles.push(tokio::spawn(async move {
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
