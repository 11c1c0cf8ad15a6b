// part: Settings
// mistake: lets in four readers at most
// diagnosis: none
// or: one after the other
// breaks: "Any number of readers look at the same time": of five readers of 10 ms from 0 on the fifth begins at 10 ms

use tokio::sync::RwLock;

const MAX_READERS: u32 = 4;

#[derive(Debug)]
pub struct Settings<T> {
    value: RwLock<T>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: RwLock::with_max_readers(value, MAX_READERS) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let value = self.value.read().await;
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut value = self.value.write().await;
        change(&mut value).await
    }
}
