// part: Settings
// mistake: takes the value out for the change and puts it back behind it
// diagnosis: item lost on cancellation
// or: half done when cancelled
// breaks: "One that is dropped while it changes the value leaves what it has changed so far" / "lets the next one in": wil is cancelled at 5 ms of his update: bob's read panics, the value is gone

use tokio::sync::RwLock;

#[derive(Debug)]
pub struct Settings<T> {
    value: RwLock<Option<T>>,
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { value: RwLock::new(Some(value)) }
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let value = self.value.read().await;
        look(value.as_ref().expect("always there")).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let mut slot = self.value.write().await;
        let mut value = slot.take().expect("always there");
        let output = change(&mut value).await;
        *slot = Some(value);
        output
    }
}
