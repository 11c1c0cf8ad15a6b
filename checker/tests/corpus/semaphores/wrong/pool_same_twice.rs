// part: Pool
// mistake: gives out what comes first in the list, also if somebody has it
// diagnosis: counted as free again
// breaks: "Resources that tasks use one at a time": pen and brush, ann and bob both have the pen

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
        self.permits.acquire().await.expect("nobody closes it").forget();
        Lease { resource: self.idle.lock().unwrap()[0].clone(), pool: self }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        self.pool.permits.add_permits(1);
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
