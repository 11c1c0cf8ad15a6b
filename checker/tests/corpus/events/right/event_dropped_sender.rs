// part: Event
// idea: there is a watch sender while the event is not set, and its end is the signal

use std::sync::Mutex;

use tokio::sync::watch;

#[derive(Debug)]
pub struct Event {
    unset: Mutex<Option<watch::Sender<()>>>,
}

impl Event {
    pub fn new() -> Self {
        Event { unset: Mutex::new(Some(watch::Sender::new(()))) }
    }

    pub fn set(&self) {
        *self.unset.lock().unwrap() = None;
    }

    pub fn clear(&self) {
        self.unset.lock().unwrap().get_or_insert_default();
    }

    pub fn is_set(&self) -> bool {
        self.unset.lock().unwrap().is_none()
    }

    pub async fn wait(&self) {
        let unset = self.unset.lock().unwrap().as_ref().map(watch::Sender::subscribe);
        if let Some(mut unset) = unset {
            // Nothing is ever sent: this ends when the sender is dropped.
            let _ = unset.changed().await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
