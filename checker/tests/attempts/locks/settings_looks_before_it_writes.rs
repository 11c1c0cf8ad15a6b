// part: Settings
// wrote: took the read guard first and then the write guard, as an upgrade from reading to changing
// cause: your `update` wants to write while its own read guard keeps the lock: it waits for itself.

use tokio::sync::RwLock;

/// A value that many read and few change.
#[derive(Debug)]
pub struct Settings<T> {
    value: RwLock<T>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: RwLock::new(value) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let value = self.value.read().await;
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        // Wait until all the writers before are done.
        let _reading = self.value.read().await;
        let mut value = self.value.write().await;
        change(&mut value).await
    }
}
