use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;

mod get_within;
mod put_within;

pub use get_within::TimedOut;
pub use put_within::NotPut;

/// The queue is closed; here is the item that it did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
pub struct Queue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
    /// Everybody hears of every change, and looks whether it is for them.
    news: watch::Sender<()>,
}

#[derive(Debug)]
struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    last_ticket: u64,
    putters: VecDeque<u64>,
    getters: VecDeque<u64>,
}

struct Ticket<'a, T> {
    queue: &'a Queue<T>,
    number: u64,
}

impl<T> Drop for Ticket<'_, T> {
    fn drop(&mut self) {
        let mut state = self.queue.state.lock().unwrap();
        state.putters.retain(|number| *number != self.number);
        state.getters.retain(|number| *number != self.number);
        drop(state);
        self.queue.news.send_replace(());
    }
}

enum Try<T> {
    Done,
    Closed(T),
    NotYet(T),
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            capacity,
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
                last_ticket: 0,
                putters: VecDeque::new(),
                getters: VecDeque::new(),
            }),
            news: watch::Sender::new(()),
        }
    }

    fn ticket_to_put(&self) -> Ticket<'_, T> {
        let mut state = self.state.lock().unwrap();
        state.last_ticket += 1;
        let number = state.last_ticket;
        state.putters.push_back(number);
        Ticket { queue: self, number }
    }

    fn ticket_to_get(&self) -> Ticket<'_, T> {
        let mut state = self.state.lock().unwrap();
        state.last_ticket += 1;
        let number = state.last_ticket;
        state.getters.push_back(number);
        Ticket { queue: self, number }
    }

    fn try_put(&self, ticket: &Ticket<'_, T>, item: T) -> Try<T> {
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Try::Closed(item);
        }
        if state.putters.front() != Some(&ticket.number) || state.items.len() >= self.capacity {
            return Try::NotYet(item);
        }
        state.items.push_back(item);
        Try::Done
    }

    /// `None`: not yet. `Some(None)`: closed, and empty.
    fn try_get(&self, ticket: &Ticket<'_, T>) -> Option<Option<T>> {
        let mut state = self.state.lock().unwrap();
        if state.getters.front() == Some(&ticket.number) {
            if let Some(item) = state.items.pop_front() {
                return Some(Some(item));
            }
        }
        if state.closed && state.items.is_empty() { Some(None) } else { None }
    }

    pub async fn put(&self, mut item: T) -> Result<(), Closed<T>> {
        let mut news = self.news.subscribe();
        let ticket = self.ticket_to_put();
        loop {
            match self.try_put(&ticket, item) {
                Try::Done => return Ok(()),
                Try::Closed(item) => return Err(Closed(item)),
                Try::NotYet(back) => item = back,
            }
            let _ = news.changed().await;
        }
    }

    pub async fn get(&self) -> Option<T> {
        let mut news = self.news.subscribe();
        let ticket = self.ticket_to_get();
        loop {
            if let Some(answer) = self.try_get(&ticket) {
                return answer;
            }
            let _ = news.changed().await;
        }
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.news.send_replace(());
    }
}
