// part: RateLimiter
// idea: a queue of tickets and a watch channel that tells of every change; the first of the queue sleeps, the others wait for a change

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep};

#[derive(Debug, Default)]
struct State {
    next: u64,
    line: VecDeque<u64>,
    went: VecDeque<Instant>,
}

#[derive(Debug)]
pub struct RateLimiter {
    limit: usize,
    period: Duration,
    state: Mutex<State>,
    changed: watch::Sender<()>,
}

struct Ticket<'a> {
    limiter: &'a RateLimiter,
    number: u64,
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.limiter.state.lock().unwrap().line.retain(|&number| number != self.number);
        self.limiter.changed.send_replace(());
    }
}

enum Next {
    Go,
    Sleep(Duration),
    Line,
}

impl RateLimiter {
    pub fn new(limit: usize, period: Duration) -> Self {
        RateLimiter { limit, period, state: Mutex::default(), changed: watch::Sender::new(()) }
    }

    fn look(&self, number: u64) -> Next {
        let mut state = self.state.lock().unwrap();
        if state.line.front() != Some(&number) {
            return Next::Line;
        }
        if state.went.len() == self.limit {
            let age = state.went[0].elapsed();
            if age < self.period {
                return Next::Sleep(self.period - age);
            }
            state.went.pop_front();
        }
        state.went.push_back(Instant::now());
        Next::Go
    }

    pub async fn acquire(&self) {
        let mut changes = self.changed.subscribe();
        let ticket = {
            let mut state = self.state.lock().unwrap();
            let number = state.next;
            state.next += 1;
            state.line.push_back(number);
            Ticket { limiter: self, number }
        };
        loop {
            match self.look(ticket.number) {
                Next::Go => return,
                Next::Sleep(rest) => sleep(rest).await,
                Next::Line => changes.changed().await.expect("the sender lives in self"),
            }
        }
    }
}
