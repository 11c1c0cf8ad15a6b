// part: Pool
// wrote: a lease that holds the resource, and pushes it back in `drop`
// cause: `drop` has only `&mut self`, so it cannot move `self.resource` out: keep it in an `Option` and `take` it.
// compiles: no

use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use tokio::sync::{Semaphore, SemaphorePermit};

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<Vec<R>>,
    permits: Semaphore,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    pool: &'pool Pool<R>,
    resource: R,
    _permit: SemaphorePermit<'pool>,
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.resource
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        &mut self.resource
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        self.pool.idle.lock().unwrap().push(self.resource);
    }
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let idle: Vec<R> = resources.into_iter().collect();
        let permits = Semaphore::new(idle.len());
        Pool { idle: Mutex::new(idle), permits }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let permit = self.permits.acquire().await.unwrap();
        let resource = self.idle.lock().unwrap().pop().unwrap();
        Lease { pool: self, resource, _permit: permit }
    }
}
