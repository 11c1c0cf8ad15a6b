// part: run_together
// mistake: uses one line twice, and sets its count back when others may have come for the second time
// diagnosis: barrier not reusable

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;

/// Lets nobody go on before everybody has come.
struct Line {
    everybody: usize,
    arrived: AtomicUsize,
    all: Notify,
}

impl Line {
    /// Says whether this one was the last.
    async fn meet(&self) -> bool {
        let last = self.arrived.fetch_add(1, Ordering::SeqCst) + 1 == self.everybody;
        if last {
            self.all.notify_waiters();
        } else {
            self.all.notified().await;
        }
        last
    }
}

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let line = Line { everybody: workers.len(), arrived: AtomicUsize::new(0), all: Notify::new() };
    let line = Arc::new(line);

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let line = line.clone();
        tasks.push(tokio::spawn(async move {
            let last = line.meet().await;
            let one = one.await;
            if last {
                // We come to it a second time.
                line.arrived.store(0, Ordering::SeqCst);
            }
            line.meet().await;
            (one, two.await)
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        outputs.push(task.await.expect("a worker panicked"));
    }
    outputs
}
