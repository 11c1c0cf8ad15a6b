// part: Pool
// mistake: the line is a Vec that is pushed to and popped from at the same end
// diagnosis: not first in, first out
// breaks: "First come, first served": one resource, bob waits from 1 ms, cid from 2 ms on; at 10 ms cid gets it

use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug)]
struct State<R> {
    idle: Vec<R>,
    line: Vec<oneshot::Sender<R>>,
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

struct Waiting<'pool, R> {
    receiver: oneshot::Receiver<R>,
    pool: &'pool Pool<R>,
}

impl<R> Drop for Waiting<'_, R> {
    fn drop(&mut self) {
        self.receiver.close();
        if let Ok(resource) = self.receiver.try_recv() {
            self.pool.give(resource);
        }
    }
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let state = State { idle: resources.into_iter().collect(), line: Vec::new() };
        Pool { state: Mutex::new(state) }
    }

    fn give(&self, mut resource: R) {
        let mut state = self.state.lock().unwrap();
        while let Some(next) = state.line.pop() {
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
            state.line.push(sender);
            receiver
        };
        let mut waiting = Waiting { receiver, pool: self };
        let resource = (&mut waiting.receiver).await.expect("senders are only dropped by sending");
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
