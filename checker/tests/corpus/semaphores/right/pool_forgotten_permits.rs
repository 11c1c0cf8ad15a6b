// part: Pool
// idea: the permit is forgotten at checkout and added again when the lease is dropped; ManuallyDrop-free, resources go round in a queue

use std::collections::VecDeque;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<VecDeque<R>>,
    permits: Semaphore,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Option<R>,
    pool: &'pool Pool<R>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let pool = Pool { idle: Mutex::new(VecDeque::new()), permits: Semaphore::new(0) };
        for resource in resources {
            pool.give(resource);
        }
        pool
    }

    fn give(&self, resource: R) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push_back(resource);
        self.permits.add_permits(1);
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        self.permits.acquire().await.unwrap().forget();
        let resource = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        assert!(resource.is_some());
        Lease { resource, pool: self }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        if let Some(resource) = self.resource.take() {
            self.pool.give(resource);
        }
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
