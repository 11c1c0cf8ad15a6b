// part: Pool
// mistake: looks every millisecond whether one is idle
// diagnosis: time used instead of a signal
// or: busy waiting
// breaks: "Whoever waits is woken, and never looks at the clock": one resource, ann returns hers between two looks or at the instant at which cid (who came later) looks first; with no timer driver it panics

use std::ops::{Deref, DerefMut};
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::sleep;

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<Vec<R>>,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Option<R>,
    pool: &'pool Pool<R>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        Pool { idle: Mutex::new(resources.into_iter().collect()) }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        loop {
            if let Some(resource) = self.idle.lock().unwrap().pop() {
                return Lease { resource: Some(resource), pool: self };
            }
            sleep(Duration::from_millis(1)).await;
        }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        self.pool.idle.lock().unwrap().extend(self.resource.take());
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
