// part: Settings
// mistake: a writer tries again every millisecond and stands in no line
// diagnosis: time used instead of a signal
// or: lock not fair
// or: busy waiting
// breaks: "Who comes while a writer waits stands behind it: so a stream of readers keeps no writer out": ann reads 0-10 ms, wil updates from 5 ms, bob reads 6-16 ms: bob begins at 6, wil at 16 instead of 10 ms

use std::time::Duration;

use tokio::sync::RwLock;
use tokio::time::sleep;

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
        let mut value = loop {
            match self.value.try_write() {
                Ok(value) => break value,
                Err(_) => sleep(Duration::from_millis(1)).await,
            }
        };
        change(&mut value).await
    }
}
