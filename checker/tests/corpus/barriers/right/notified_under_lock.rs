// part: run_together
// idea: counts the arrivals behind a std mutex, and asks Notify for the signal while it is locked

use std::sync::{Arc, Mutex};

use tokio::sync::Notify;

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let everybody = workers.len();
    let line = Arc::new((Mutex::new(0), Notify::new()));

    let mut tasks = Vec::with_capacity(everybody);
    for (one, two) in workers {
        let line = line.clone();
        tasks.push(tokio::spawn(async move {
            let one = one.await;
            let (arrived, all) = &*line;
            let wait = {
                let mut arrived = arrived.lock().unwrap();
                *arrived += 1;
                (*arrived < everybody).then(|| all.notified())
            };
            match wait {
                Some(signal) => signal.await,
                None => all.notify_waiters(),
            }
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
