// part: Counter
// mistake: sends the turn to the next in line, and it is lost when that one is dropped before it has seen it
// diagnosis: lock never released
// or: lost wake-up

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug, Default)]
struct Line {
    value: u64,
    busy: bool,
    waiting: VecDeque<oneshot::Sender<()>>,
}

#[derive(Debug)]
pub struct Counter {
    line: Mutex<Line>,
}

impl Counter {
    pub fn new() -> Self {
        Counter { line: Mutex::default() }
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

    async fn turn(&self) -> Turn<'_> {
        let called = {
            let mut line = self.line.lock().unwrap();
            if !line.busy {
                line.busy = true;
                return Turn(self);
            }
            let (call, called) = oneshot::channel();
            line.waiting.push_back(call);
            called
        };
        called.await.expect("the line keeps the sender until it is called");
        Turn(self)
    }
}

/// Calls the next one when it is dropped.
struct Turn<'a>(&'a Counter);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut line = self.0.line.lock().unwrap();
        while let Some(next) = line.waiting.pop_front() {
            // Whoever has gone away does not get the turn.
            if next.send(()).is_ok() {
                return;
            }
        }
        line.busy = false;
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
