// part: Pool
// wrote: a loop that pops, or waits at a `Notify`, like the loop around an `asyncio.Condition`
// cause: whoever comes just after a lease ends pops first, before the one you have woken, who goes to the end.

use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use tokio::sync::Notify;

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
        self.pool.idle.lock().unwrap().extend(self.resource.take());
        self.pool.given_back.notify_one();
    }
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        Pool { idle: Mutex::new(resources.into_iter().collect()), given_back: Notify::new() }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        loop {
            let resource = self.idle.lock().unwrap().pop();
            if resource.is_some() {
                return Lease { pool: self, resource };
            }
            self.given_back.notified().await;
        }
    }
}
