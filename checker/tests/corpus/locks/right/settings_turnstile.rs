// part: Settings
// idea: a turnstile before the RwLock: everybody goes through it one by one, and leaves it once the lock is there

use tokio::sync::{Mutex, RwLock};

#[derive(Debug)]
pub struct Settings<T> {
    turnstile: Mutex<()>,
    value: RwLock<T>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        let turnstile = Mutex::new(());
        let value = RwLock::new(value);
        Settings { turnstile, value }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let turn = self.turnstile.lock().await;
        let guard = self.value.read().await;
        drop(turn);
        let output = look(&*guard).await;
        drop(guard);
        output
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let turn = self.turnstile.lock().await;
        let mut guard = self.value.write().await;
        drop(turn);
        let output = change(&mut *guard).await;
        drop(guard);
        output
    }
}
