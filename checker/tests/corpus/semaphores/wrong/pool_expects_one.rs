// part: Pool
// mistake: takes it for a bug that there is no permit
// diagnosis: outcome taken for a bug
// breaks: "waits while there is none": one resource, ann has it, bob's checkout panics

use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<Vec<R>>,
    permits: Semaphore,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Option<R>,
    pool: &'pool Pool<R>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let idle: Vec<R> = resources.into_iter().collect();
        Pool { permits: Semaphore::new(idle.len()), idle: Mutex::new(idle) }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        self.permits.try_acquire().expect("one is idle").forget();
        let resource = self.idle.lock().unwrap().pop();
        Lease { resource, pool: self }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        self.pool.idle.lock().unwrap().extend(self.resource.take());
        self.pool.permits.add_permits(1);
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
