// part: Pool
// wrote: Adds the permit in `drop` before it pushes the resource: right on one thread, where nobody comes between.
// cause: On several threads somebody may take the permit before the resource is back: push first, then `add_permits`.
// from: 2/l4

use std::ops::{Deref, DerefMut};
use std::sync::Mutex;

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<Vec<R>>,
    sem: Semaphore,
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
            self.pool.sem.add_permits(1);
            self.pool.idle.lock().unwrap().push(resource);
        }
    }
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let idle: Vec<R> = resources.into_iter().collect();
        let sem = Semaphore::new(idle.len());
        Pool { idle: Mutex::new(idle), sem }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        self.sem.acquire().await.unwrap().forget();
        let resource = self.idle.lock().unwrap().pop();
        Lease { pool: self, resource }
    }
}
