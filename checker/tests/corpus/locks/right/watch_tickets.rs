// part: Counter
// idea: a watch channel shows the line of tickets, and everybody waits until theirs is at the front

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::watch;

#[derive(Debug)]
pub struct Counter {
    value: AtomicU64,
    tickets: AtomicU64,
    line: watch::Sender<VecDeque<u64>>,
}

impl Counter {
    pub fn new() -> Self {
        Counter { value: AtomicU64::new(0), tickets: AtomicU64::new(0), line: watch::Sender::default() }
    }

    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        let _turn = self.turn().await;
        let read = self.value.load(Ordering::SeqCst);
        step(read).await;
        self.value.store(read + 1, Ordering::SeqCst);
        read + 1
    }

    pub async fn value(&self) -> u64 {
        let _turn = self.turn().await;
        self.value.load(Ordering::SeqCst)
    }
}

impl Counter {
    async fn turn(&self) -> Ticket<'_> {
        let mut number = 0;
        self.line.send_modify(|line| {
            number = self.tickets.fetch_add(1, Ordering::SeqCst);
            line.push_back(number);
        });
        let ticket = Ticket { counter: self, number };
        let mut line = self.line.subscribe();
        line.wait_for(|line| line.front() == Some(&number)).await.expect("the counter has the sender");
        ticket
    }
}

/// Leaves the line when it is dropped, wherever in the line it is.
struct Ticket<'a> {
    counter: &'a Counter,
    number: u64,
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.counter.line.send_modify(|line| line.retain(|number| *number != self.number));
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}
