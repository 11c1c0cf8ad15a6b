// part: Settings
// mistake: a mutex lets readers in one by one
// diagnosis: one after the other
// breaks: "Any number of readers look at the same time": two readers of 10 ms from 0 on end at 10 and 20 ms

use tokio::sync::Mutex;

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
