// part: Settings
// wrote: a writer that tries the lock, and sleeps for a millisecond when somebody is in
// cause: your writer does not stand in line: readers who come later go in first, and may keep it out for ever.

use std::time::Duration;

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
        loop {
            if let Ok(mut value) = self.value.try_write() {
                return change(&mut value).await;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}
