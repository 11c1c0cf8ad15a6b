// part: Pool
// wrote: a tokio mutex that `checkout` holds while it waits, and `try_lock` in `drop`
// cause: your `checkout` keeps the lock while it waits, so `try_lock` in `drop` fails and the resource is lost.

use std::ops::{Deref, DerefMut};

use tokio::sync::{Mutex, Notify};

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<Vec<R>>,
    given_back: Notify,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    pool: &'pool Pool<R>,
    resource: Option<R>,
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        self.resource.as_ref().unwrap()
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        self.resource.as_mut().unwrap()
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        if let Ok(mut idle) = self.pool.idle.try_lock() {
            idle.extend(self.resource.take());
        }
        self.pool.given_back.notify_one();
    }
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        Pool { idle: Mutex::new(resources.into_iter().collect()), given_back: Notify::new() }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let mut idle = self.idle.lock().await;
        while idle.is_empty() {
            self.given_back.notified().await;
        }
        Lease { pool: self, resource: idle.pop() }
    }
}
