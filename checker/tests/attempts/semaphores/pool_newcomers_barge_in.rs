// part: Pool
// wrote: A list and a `Notify`: waits in a loop until there is an idle resource, like an `asyncio.Condition`.
// cause: A newcomer takes the resource before the one that was woken has its turn: first come, first served.
// was: 3
// from: 2/l5

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
        if let Some(resource) = self.resource.take() {
            self.pool.idle.lock().unwrap().push(resource);
            self.pool.back.notify_one();
        }
    }
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let idle: Vec<R> = resources.into_iter().collect();
        Pool { idle: Mutex::new(idle), back: Notify::new() }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        loop {
            if let Some(resource) = self.idle.lock().unwrap().pop() {
                return Lease { pool: self, resource: Some(resource) };
            }
            self.back.notified().await;
        }
    }
}
