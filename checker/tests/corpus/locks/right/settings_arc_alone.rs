// part: Settings
// idea: readers take a clone of an Arc in passing; a writer keeps the lock and waits until it has the only one

use std::sync::Arc;

use tokio::sync::{Mutex, Notify};

#[derive(Debug)]
pub struct Settings<T> {
    value: Mutex<Arc<T>>,
    reader_left: Notify,
}

struct Reading<'a, T> {
    value: Option<Arc<T>>,
    left: &'a Notify,
}

impl<T> Drop for Reading<'_, T> {
    fn drop(&mut self) {
        drop(self.value.take());
        // At most one writer waits for this, and a permit that is left over only makes it look once more.
        self.left.notify_one();
    }
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: Mutex::new(Arc::new(value)), reader_left: Notify::new() }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let value = self.value.lock().await.clone();
        let reading = Reading { value: Some(value), left: &self.reader_left };
        look(reading.value.as_ref().unwrap()).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut value = self.value.lock().await;
        while Arc::get_mut(&mut value).is_none() {
            self.reader_left.notified().await;
        }
        change(Arc::get_mut(&mut value).expect("nobody else comes in here")).await
    }
}
