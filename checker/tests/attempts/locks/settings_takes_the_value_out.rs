// part: Settings
// wrote: took the value out of an `Option` for the change, and put it back afterwards
// cause: while a change goes on, and for ever when it is dropped, your `Option` is empty and everybody else panics.

use std::sync::Arc;

use tokio::sync::Mutex;

/// A value that many read and few change.
#[derive(Debug)]
pub struct Settings<T> {
    value: Mutex<Option<Arc<T>>>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: Mutex::new(Some(Arc::new(value))) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let value = self.value.lock().await.clone().unwrap();
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let value = self.value.lock().await.take().unwrap();
        let mut value = Arc::into_inner(value).expect("nobody reads");
        let output = change(&mut value).await;
        *self.value.lock().await = Some(Arc::new(value));
        output
    }
}
