// part: run_together
// mistake: uses one line twice, and who comes again before all have left it goes straight through
// diagnosis: barrier not reusable

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;

/// Lets nobody go on before everybody has come.
struct Line {
    everybody: usize,
    arrived: AtomicUsize,
    left: AtomicUsize,
    all: Notify,
}

impl Line {
    fn new(everybody: usize) -> Self {
        Line { everybody, arrived: AtomicUsize::new(0), left: AtomicUsize::new(0), all: Notify::new() }
    }

    async fn meet(&self) {
        if self.arrived.fetch_add(1, Ordering::SeqCst) + 1 == self.everybody {
            self.all.notify_waiters();
        }
        while self.arrived.load(Ordering::SeqCst) < self.everybody {
            self.all.notified().await;
        }
        if self.left.fetch_add(1, Ordering::SeqCst) + 1 == self.everybody {
            self.arrived.store(0, Ordering::SeqCst);
            self.left.store(0, Ordering::SeqCst);
        }
    }
}

pub async fn run_together<One, Two>(workers: Vec<(One, Two)>) -> Vec<(One::Output, Two::Output)>
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let line = Arc::new(Line::new(workers.len()));

    let mut tasks = Vec::with_capacity(workers.len());
    for (one, two) in workers {
        let line = line.clone();
        tasks.push(tokio::spawn(async move {
            line.meet().await;
            let one = one.await;
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
