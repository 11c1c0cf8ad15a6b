// part: Settings
// mistake: a call whose closure panics leaves a mark, and who finds the mark panics too
// diagnosis: failure spreads
// breaks: "A call that is dropped, or whose `look` panics, lets the next one in": ann's look panics at 0 ms: bob's update at 10 ms panics

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use tokio::sync::RwLock;

#[derive(Debug)]
pub struct Settings<T> {
    value: RwLock<T>,
    poisoned: AtomicBool,
}

/// Poisons when it is dropped by a panic, as the guards of std do.
struct Poison<'a>(&'a AtomicBool);

impl Drop for Poison<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.store(true, SeqCst);
        }
    }
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: RwLock::new(value), poisoned: AtomicBool::new(false) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let value = self.value.read().await;
        assert!(!self.poisoned.load(SeqCst), "somebody has panicked");
        let _poison = Poison(&self.poisoned);
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut value = self.value.write().await;
        assert!(!self.poisoned.load(SeqCst), "somebody has panicked");
        let _poison = Poison(&self.poisoned);
        change(&mut value).await
    }
}
