// part: Pool
// idea: tickets in a queue; whoever stands before place number idle.len() may take one; Notify tells all of every change

use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug)]
struct State<R> {
    idle: Vec<R>,
    next_ticket: usize,
    waiting: Vec<usize>,
}

#[derive(Debug)]
pub struct Pool<R> {
    state: Mutex<State<R>>,
    changed: Notify,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Option<R>,
    pool: &'pool Pool<R>,
}

struct Ticket<'pool, R> {
    number: usize,
    pool: &'pool Pool<R>,
}

impl<R> Drop for Ticket<'_, R> {
    fn drop(&mut self) {
        let mut state = self.pool.state.lock().unwrap();
        state.waiting.retain(|number| *number != self.number);
        drop(state);
        self.pool.changed.notify_waiters();
    }
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let mut idle = Vec::new();
        for resource in resources {
            idle.push(resource);
        }
        Pool {
            state: Mutex::new(State { idle, next_ticket: 0, waiting: Vec::new() }),
            changed: Notify::new(),
        }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let ticket = {
            let mut state = self.state.lock().unwrap();
            let number = state.next_ticket;
            state.next_ticket += 1;
            state.waiting.push(number);
            Ticket { number, pool: self }
        };
        loop {
            let changed = self.changed.notified();
            {
                let mut state = self.state.lock().unwrap();
                let place = state.waiting.iter().position(|n| *n == ticket.number).unwrap();
                if place < state.idle.len() {
                    let resource = state.idle.pop();
                    // In the same breath, so that the places of the others stay right.
                    state.waiting.remove(place);
                    return Lease { resource, pool: self };
                }
            }
            changed.await;
        }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        let resource = self.resource.take().unwrap();
        self.pool.state.lock().unwrap().idle.push(resource);
        self.pool.changed.notify_waiters();
    }
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        self.resource.as_ref().expect("here until the lease is dropped")
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        self.resource.as_mut().expect("here until the lease is dropped")
    }
}
