// part: Pool
// mistake: a resource that was handed over to a waiter that is dropped before it looks is dropped with it
// diagnosis: item lost on cancellation
// or: permit leaked
// breaks: "A call that is dropped while it waits has taken nothing, and the next in line gets its turn": one resource, bob and cid wait; ann drops hers, and in the same instant, before bob runs, bob is aborted: cid never gets it

use std::collections::VecDeque;
use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug)]
struct State<R> {
    idle: Vec<R>,
    line: VecDeque<oneshot::Sender<R>>,
}

#[derive(Debug)]
pub struct Pool<R> {
    state: Mutex<State<R>>,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Option<R>,
    pool: &'pool Pool<R>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let state = State { idle: resources.into_iter().collect(), line: VecDeque::new() };
        Pool { state: Mutex::new(state) }
    }

    fn give(&self, mut resource: R) {
        let mut state = self.state.lock().unwrap();
        while let Some(next) = state.line.pop_front() {
            match next.send(resource) {
                Ok(()) => return,
                Err(back) => resource = back,
            }
        }
        state.idle.push(resource);
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let receiver = {
            let mut state = self.state.lock().unwrap();
            if let Some(resource) = state.idle.pop() {
                return Lease { resource: Some(resource), pool: self };
            }
            let (sender, receiver) = oneshot::channel();
            state.line.push_back(sender);
            receiver
        };
        let resource = receiver.await.expect("senders are only dropped by sending");
        Lease { resource: Some(resource), pool: self }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        if let Some(resource) = self.resource.take() {
            self.pool.give(resource);
        }
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
