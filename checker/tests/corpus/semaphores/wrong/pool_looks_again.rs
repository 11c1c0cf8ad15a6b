// part: Pool
// mistake: who is woken looks again; meanwhile somebody who came later has taken it
// diagnosis: looks again after the signal
// or: not first in, first out
// breaks: "First come, first served": one resource, ann has it, bob waits from 5 ms on, ann gives hers back at 10 ms and checks out again at once: ann has it again and bob waits

use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<Vec<R>>,
    back: Notify,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Option<R>,
    pool: &'pool Pool<R>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        Pool { idle: Mutex::new(resources.into_iter().collect()), back: Notify::new() }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        loop {
            if let Some(resource) = self.idle.lock().unwrap().pop() {
                return Lease { resource: Some(resource), pool: self };
            }
            self.back.notified().await;
        }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        self.pool.idle.lock().unwrap().extend(self.resource.take());
        self.pool.back.notify_one();
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
