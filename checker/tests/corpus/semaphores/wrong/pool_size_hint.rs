// part: Pool
// mistake: as many permits as the iterator's lower size hint says, which may be less than what it yields
// diagnosis: limit not used up
// breaks: "A pool of these resources, all idle": Pool::new((0..4).filter(|n| n % 2 == 0)): hint 0, nobody ever gets one

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
    resource: Option<R>,
    idle: &'pool Mutex<Vec<R>>,
    _permit: SemaphorePermit<'pool>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let resources = resources.into_iter();
        let permits = Semaphore::new(resources.size_hint().0);
        Pool { idle: Mutex::new(resources.collect()), permits }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let permit = self.permits.acquire().await.expect("nobody closes it");
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
