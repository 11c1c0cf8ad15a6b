// part: Settings
// mistake: a flag says that somebody writes, and a line after the change resets it
// diagnosis: lock never released
// breaks: "A call that is dropped ... lets the next one in": wil updates from 0 on and is cancelled at 5 ms: bob's read never begins

use tokio::sync::{Mutex, RwLock, watch};

#[derive(Debug)]
pub struct Settings<T> {
    line: Mutex<()>,
    value: RwLock<T>,
    writing: watch::Sender<bool>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { line: Mutex::new(()), value: RwLock::new(value), writing: watch::Sender::new(false) }
    }

    async fn nobody_writes(&self) {
        let mut writing = self.writing.subscribe();
        let _ = writing.wait_for(|writing| !writing).await.expect("the sender lives in self");
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let turn = self.line.lock().await;
        self.nobody_writes().await;
        let value = self.value.read().await;
        drop(turn);
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let turn = self.line.lock().await;
        self.nobody_writes().await;
        let mut value = self.value.write().await;
        self.writing.send_replace(true);
        drop(turn);
        let output = change(&mut value).await;
        drop(value);
        self.writing.send_replace(false);
        output
    }
}
