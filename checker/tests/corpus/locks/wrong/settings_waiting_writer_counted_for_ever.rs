// part: Settings
// mistake: a writer that is dropped while it waits remains in the count of waiting writers, for which readers wait
// diagnosis: leaves something behind
// breaks: "A call that is dropped while it waits changes nothing and lets the next one in": ann reads 0-10 ms, wil waits from 1 ms and is cancelled at 5 ms, bob reads from 20 ms: never begins

use tokio::sync::{RwLock, watch};

#[derive(Debug)]
pub struct Settings<T> {
    value: RwLock<T>,
    waiting: watch::Sender<usize>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: RwLock::new(value), waiting: watch::Sender::new(0) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        // Keeps no writer out.
        if *self.waiting.borrow() > 0 {
            let mut waiting = self.waiting.subscribe();
            let _ = waiting.wait_for(|waiting| *waiting == 0).await.expect("the sender lives in self");
        }
        let value = self.value.read().await;
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        self.waiting.send_modify(|waiting| *waiting += 1);
        let mut value = self.value.write().await;
        self.waiting.send_modify(|waiting| *waiting -= 1);
        change(&mut value).await
    }
}
