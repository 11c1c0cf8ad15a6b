// part: Pool
// idea: every resource in a tokio mutex; a lease is a guard and a permit, which are dropped by themselves in this order

use std::ops::{Deref, DerefMut};

use tokio::sync::{Mutex, MutexGuard, Semaphore, SemaphorePermit};

#[derive(Debug)]
pub struct Pool<R> {
    slots: Vec<Mutex<R>>,
    free: Semaphore,
    search: std::sync::Mutex<()>,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    guard: MutexGuard<'pool, R>,
    _permit: SemaphorePermit<'pool>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let slots: Vec<_> = resources.into_iter().map(Mutex::new).collect();
        Pool { free: Semaphore::new(slots.len()), slots, search: std::sync::Mutex::new(()) }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let permit = self.free.acquire().await.unwrap();
        // One searches at a time, so that a free slot cannot be taken behind its back.
        let _alone = self.search.lock().unwrap();
        let guard = self.slots.iter().find_map(|slot| slot.try_lock().ok()).expect("a permit is a free slot");
        Lease { guard, _permit: permit }
    }
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.guard
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        &mut self.guard
    }
}
