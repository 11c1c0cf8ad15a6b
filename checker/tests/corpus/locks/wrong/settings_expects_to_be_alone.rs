// part: Settings
// mistake: a writer expects that nobody reads when it has the lock, though readers only take an Arc in passing
// diagnosis: outcome taken for a bug
// breaks: "It is alone with the value" / "begins as soon as everybody who came before it is done": ann reads 0-10 ms, wil's update at 5 ms panics

use std::sync::Arc;

use tokio::sync::Mutex;

#[derive(Debug)]
pub struct Settings<T> {
    value: Mutex<Arc<T>>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: Mutex::new(Arc::new(value)) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let value = self.value.lock().await.clone();
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut value = self.value.lock().await;
        let alone = Arc::get_mut(&mut value).expect("the lock is held, so nobody else has it");
        change(alone).await
    }
}
