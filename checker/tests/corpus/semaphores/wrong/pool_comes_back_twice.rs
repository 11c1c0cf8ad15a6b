// part: Pool
// mistake: a resource is put back twice when its lease ends, so that two can have it
// diagnosis: counted as free again
// breaks: "Resources that tasks use one at a time": one resource, taken and given back once: from then on two have it at a time

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
        let resource = self.idle.lock().unwrap().pop().expect("a permit stands for a resource");
        Lease { resource, pool: self }
    }
}

impl<R> Lease<'_, R> {
    fn give_back(&self) {
        self.pool.idle.lock().unwrap().push(self.resource.clone());
        self.pool.permits.add_permits(1);
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        self.give_back();
        self.give_back();
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
