// part: Pool
// mistake: who waits for a resource keeps the lock on the idle ones, so that none can be laid down there
// diagnosis: guard held too long
// or: permit leaked
// breaks: "Whoever waits for one then gets it": one resource, bob waits, ann drops hers at 10 ms: try_lock fails, the resource is gone, bob waits for ever

use std::ops::{Deref, DerefMut};

use tokio::sync::{Mutex, Notify};

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
        let mut idle = self.idle.lock().await;
        loop {
            if let Some(resource) = idle.pop() {
                return Lease { resource: Some(resource), pool: self };
            }
            self.back.notified().await;
        }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        // One cannot await in a drop.
        if let Ok(mut idle) = self.pool.idle.try_lock() {
            idle.extend(self.resource.take());
        }
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
