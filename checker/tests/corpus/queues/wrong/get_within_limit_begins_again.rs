// part: get_within
// mistake: a timeout around each round of the loop
// diagnosis: timeout around the wrong future
// breaks: "waits for one no longer than limit": a get waits first, then get_within(50 ms), both from 0 ms on; an item at 30 ms goes to the get: TimedOut at 80 ms instead of 50 ms
// verdict: BrokenLaw in get_within::alone::the_limit_covers_the_wait_behind_others

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{sleep, timeout};

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

impl<T> Queue<T> {
    pub async fn put_within(&self, mut item: T, limit: Duration) -> Result<(), NotPut<T>> {
        let mut news = self.news.subscribe();
        let ticket = self.ticket_to_put();
        let alarm = sleep(limit);
        tokio::pin!(alarm);
        loop {
            match self.try_put(&ticket, item) {
                Try::Done => return Ok(()),
                Try::Closed(item) => return Err(NotPut::Closed(item)),
                Try::NotYet(back) => item = back,
            }
            tokio::select! {
                _ = news.changed() => {}
                () = &mut alarm => return Err(NotPut::TimedOut(item)),
            }
        }
    }

    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        let mut news = self.news.subscribe();
        let ticket = self.ticket_to_get();
        loop {
            if let Some(answer) = self.try_get(&ticket) {
                return Ok(answer);
            }
            timeout(limit, news.changed()).await.map_err(|_elapsed| TimedOut)?.expect("the queue has the sender");
        }
    }
}
