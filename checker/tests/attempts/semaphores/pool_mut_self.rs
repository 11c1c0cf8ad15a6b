// part: Pool
// wrote: a plain `Vec` of resources and `&mut self` in `checkout`, as rustc's help said
// cause: the stub has `&self`: with `&mut self` only one lease of the whole pool can exist at a time.
// compiles: alone

use std::ops::{Deref, DerefMut};

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Pool<R> {
    idle: Vec<R>,
    permits: Semaphore,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    pool: &'pool mut Pool<R>,
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
        self.pool.idle.extend(self.resource.take());
        self.pool.permits.add_permits(1);
    }
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let idle: Vec<R> = resources.into_iter().collect();
        let permits = Semaphore::new(idle.len());
        Pool { idle, permits }
    }

    pub async fn checkout(&mut self) -> Lease<'_, R> {
        self.permits.acquire().await.unwrap().forget();
        let resource = self.idle.pop();
        Lease { pool: self, resource }
    }
}
