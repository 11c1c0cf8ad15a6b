// part: Pool
// mistake: what is lent stays in the pool, and counts as idle again when `checkout` returns
// diagnosis: counted as free again
// or: permit dropped before the work
// breaks: "waits while there is none": one resource, ann has it, bob comes and has the same

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex};

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Pool<R> {
    idle: Mutex<Vec<Arc<R>>>,
    permits: Semaphore,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Arc<R>,
    pool: &'pool Pool<R>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let idle: Vec<Arc<R>> = resources.into_iter().map(Arc::new).collect();
        Pool { permits: Semaphore::new(idle.len()), idle: Mutex::new(idle) }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let _permit = self.permits.acquire().await.expect("nobody closes it");
        let mut idle = self.idle.lock().unwrap();
        idle.rotate_left(1);
        Lease { resource: idle[0].clone(), pool: self }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        let _nothing_to_do = self.pool;
    }
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.resource
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        Arc::get_mut(&mut self.resource).expect("nobody else has it")
    }
}
