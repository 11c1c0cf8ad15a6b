// part: Settings
// idea: a semaphore with very many permits: a reader takes one, a writer all of them; the RwLock behind it never waits

use tokio::sync::{RwLock, Semaphore};

const ALL: u32 = u32::MAX >> 3;

#[derive(Debug)]
pub struct Settings<T> {
    permits: Semaphore,
    value: RwLock<T>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { permits: Semaphore::new(ALL as usize), value: RwLock::new(value) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let _permit = self.permits.acquire().await.unwrap();
        let value = self.value.try_read().expect("no writer has its permits");
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let _permit = self.permits.acquire_many(ALL).await.unwrap();
        let mut value = self.value.try_write().expect("nobody else has a permit");
        change(&mut value).await
    }
}
