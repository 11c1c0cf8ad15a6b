// part: Counter
// idea: who waits queues a oneshot sender, and who has ended sends the turn to the next

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::sync::oneshot;

#[derive(Debug, Default)]
struct Line {
    value: u64,
    busy: bool,
    waiting: VecDeque<oneshot::Sender<Turn>>,
}

/// Passes on when it is dropped.
#[derive(Debug)]
struct Turn(Arc<Mutex<Line>>);

impl Drop for Turn {
    fn drop(&mut self) {
        let mut line = self.0.lock().unwrap();
        let Some(next) = line.waiting.pop_front() else {
            line.busy = false;
            return;
        };
        drop(line);
        // When nobody is there any more, the turn comes back, is dropped here, and so passes on.
        let _ = next.send(Turn(self.0.clone()));
    }
}

#[derive(Debug)]
pub struct Counter {
    line: Arc<Mutex<Line>>,
}

impl Counter {
    pub fn new() -> Self {
        Counter { line: Arc::default() }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let _turn = self.turn().await;
        let read = self.line.lock().unwrap().value;
        step(read).await;
        self.line.lock().unwrap().value = read + 1;
        read + 1
    }

    pub async fn value(&self) -> u64 {
        let _turn = self.turn().await;
        self.line.lock().unwrap().value
    }
}

impl Counter {
    async fn turn(&self) -> Turn {
        let called = {
            let mut line = self.line.lock().unwrap();
            if !line.busy {
                line.busy = true;
                return Turn(self.line.clone());
            }
            let (next, called) = oneshot::channel();
            line.waiting.push_back(next);
            called
        };
        called.await.expect("the line keeps the sender until it is called")
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
