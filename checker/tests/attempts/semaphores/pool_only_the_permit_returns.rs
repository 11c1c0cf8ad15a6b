// part: Pool
// wrote: kept the permit in the lease, so that it goes back by itself, and thought of nothing else
// cause: the permit goes back, but the resource is dropped with your lease: the next one finds nothing to `pop`.

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

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let idle: Vec<R> = resources.into_iter().collect();
        let permits = Semaphore::new(idle.len());
        Pool { idle: Mutex::new(idle), permits }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let permit = self.permits.acquire().await.unwrap();
        let resource = self.idle.lock().unwrap().pop().unwrap();
        Lease { resource, _permit: permit }
    }
}
