// part: Settings
// mistake: the first reader takes the lock for all readers and the last gives it back (textbook): readers pass a waiting writer
// diagnosis: lock not fair
// or: not first in, first out
// breaks: "Who comes while a writer waits stands behind it": ann reads 0-10 ms, wil updates from 5 ms, bob reads from 6 to 16 ms: bob begins at 6, wil at 16 instead of 10 ms

use std::sync::Arc;

use tokio::sync::{Mutex, OwnedRwLockReadGuard, RwLock};

#[derive(Debug)]
pub struct Settings<T> {
    value: Arc<RwLock<T>>,
    readers: Mutex<std::sync::Weak<OwnedRwLockReadGuard<T>>>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: Arc::new(RwLock::new(value)), readers: Mutex::new(std::sync::Weak::new()) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let shared = {
            let mut readers = self.readers.lock().await;
            match readers.upgrade() {
                Some(shared) => shared,
                None => {
                    let shared = Arc::new(self.value.clone().read_owned().await);
                    *readers = Arc::downgrade(&shared);
                    shared
                }
            }
        };
        look(&shared).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut value = self.value.write().await;
        change(&mut value).await
    }
}
