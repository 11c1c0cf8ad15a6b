// part: Pool
// idea: a semaphore counts the idle ones, a std mutex keeps them; the lease holds its permit

use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use tokio::sync::{Semaphore, SemaphorePermit};

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<Vec<R>>,
    count: Semaphore,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Option<R>,
    idle: &'pool Mutex<Vec<R>>,
    _permit: SemaphorePermit<'pool>, // Dropped after the resource is back.
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let idle: Vec<R> = resources.into_iter().collect();
        let count = Semaphore::new(idle.len());
        Pool { idle: Mutex::new(idle), count }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let permit = self.count.acquire().await.expect("nobody closes it");
        let resource = self.idle.lock().unwrap().pop();
        Lease { resource, idle: &self.idle, _permit: permit }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        self.idle.lock().unwrap().extend(self.resource.take());
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
