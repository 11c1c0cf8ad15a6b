// part: Pool
// wrote: Took tokio's `Mutex` for the list, and `blocking_lock` in `drop`, which cannot be async.
// cause: `blocking_lock` must not be called inside a runtime: a `std::sync::Mutex` can be locked in `drop`.
// was: 3
// from: 2/l6

use std::ops::{Deref, DerefMut};

use tokio::sync::{Mutex, Semaphore};

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
            self.pool.idle.blocking_lock().push(resource);
            self.pool.sem.add_permits(1);
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
        let resource = self.idle.lock().await.pop();
        Lease { pool: self, resource }
    }
}
