// part: Settings
// wrote: took the write guard without `mut`, since the lock and not the variable is changed
// cause: to get a `&mut T` out of the guard, the guard itself has to be `mut`.
// compiles: no

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
        let value = self.value.write().await;
        change(&mut value).await
    }
}
