// part: Pool
// wrote: a tokio mutex around the idle ones, and `blocking_lock` in `drop`, where there is no `.await`
// cause: `blocking_lock` panics inside a task; a `std::sync::Mutex` can be locked in `drop`.

use std::ops::{Deref, DerefMut};

use tokio::sync::{Mutex, Semaphore, SemaphorePermit};

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<Vec<R>>,
    permits: Semaphore,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    pool: &'pool Pool<R>,
    resource: Option<R>,
    _permit: SemaphorePermit<'pool>,
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
            self.pool.idle.blocking_lock().push(resource);
        }
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
        let resource = self.idle.lock().await.pop();
        Lease { pool: self, resource, _permit: permit }
    }
}
