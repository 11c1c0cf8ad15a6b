// part: Settings
// wrote: cloned the value and let the lock go before `look`, with a bound `T: Clone`
// cause: your reader looks at a copy, while a writer changes the value; and the stub has `T` without `Clone`.
// compiles: alone

use tokio::sync::RwLock;

/// A value that many read and few change.
#[derive(Debug)]
pub struct Settings<T> {
    value: RwLock<T>,
}

impl<T: Clone> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: RwLock::new(value) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let value = self.value.read().await.clone();
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut value = self.value.write().await;
        change(&mut value).await
    }
}
