// part: Settings
// mistake: readers let every waiting writer go first, also those that came after them
// diagnosis: not first in, first out
// or: lock not fair
// breaks: "It begins as soon as everybody who came before it is done": wil updates 0-10 ms, bob reads from 1 ms, wim updates from 2 ms: wim begins at 10 ms before bob

use tokio::sync::{RwLock, watch};

#[derive(Debug)]
pub struct Settings<T> {
    value: RwLock<T>,
    writers: watch::Sender<usize>, // Those who write or wait for it.
}

struct Writer<'a>(&'a watch::Sender<usize>);

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|writers| *writers -= 1);
    }
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: RwLock::new(value), writers: watch::Sender::new(0) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let mut writers = self.writers.subscribe();
        let value = loop {
            let _ = writers.wait_for(|writers| *writers == 0).await.expect("the sender lives in self");
            if let Ok(value) = self.value.try_read() {
                break value;
            }
        };
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        self.writers.send_modify(|writers| *writers += 1);
        let _writer = Writer(&self.writers);
        let mut value = self.value.write().await;
        change(&mut value).await
    }
}
