// part: Settings
// wrote: the `RwLock` of std, with the guard kept while looking and changing
// cause: your std guards are alive across an `.await`: the future is not `Send`, and who waits stops the thread.
// compiles: alone

use std::sync::RwLock;

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
        let value = self.value.read().unwrap();
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut value = self.value.write().unwrap();
        change(&mut value).await
    }
}
