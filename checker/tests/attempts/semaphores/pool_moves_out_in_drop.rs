// part: Pool
// wrote: Pushes `self.resource` back in `drop`, as `__exit__` would.
// cause: `drop` gets the lease by reference, so nothing can be moved out of it: keep an `Option` and `take()` it.
// was: 2
// from: 2/l1

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
    resource: R,
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
        self.pool.sem.add_permits(1);
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
        let resource = self.idle.lock().unwrap().pop().unwrap();
        Lease { pool: self, resource }
    }
}
