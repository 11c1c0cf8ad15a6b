// part: Settings
// wrote: `self.value.read()` without `.await`, as with the std lock
// cause: `read` of tokio's `RwLock` gives a future: without `.await` you hold no guard, so there is no `&T` in it.
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
        let value = self.value.read();
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut value = self.value.write();
        change(&mut value).await
    }
}
