// part: Event
// wrote: Used a `watch` channel, and `wait_for` in `wait`, which reads just like the contract.
// cause: `wait_for` looks at the newest value: when `clear` follows the `set`, it finds it cleared and waits on.
// was: 5
// from: 2/ev12

use tokio::sync::watch;

#[derive(Debug)]
pub struct Event {
    tx: watch::Sender<bool>,
}

impl Event {
    pub fn new() -> Self {
        let (tx, _rx) = watch::channel(false);
        Event { tx }
    }

    pub fn set(&self) {
        self.tx.send_replace(true);
    }

    pub fn clear(&self) {
        self.tx.send_replace(false);
    }

    pub fn is_set(&self) -> bool {
        *self.tx.borrow()
    }

    pub async fn wait(&self) {
        let mut rx = self.tx.subscribe();
        let _ = rx.wait_for(|set| *set).await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
