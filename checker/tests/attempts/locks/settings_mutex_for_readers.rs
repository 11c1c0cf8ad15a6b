// part: Settings
// wrote: a tokio `Mutex`, like the `asyncio.Lock` that one knows
// cause: a `Mutex` lets in one at a time, readers too; they are to look together, and only writers alone.

use tokio::sync::Mutex;

/// A value that many read and few change.
#[derive(Debug)]
pub struct Settings<T> {
    value: Mutex<T>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: Mutex::new(value) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let value = self.value.lock().await;
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut value = self.value.lock().await;
        change(&mut value).await
    }
}
