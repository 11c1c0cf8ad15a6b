// part: Event
// mistake: replaces the inner event on every clear, so those who wait on the old one wait for ever
// diagnosis: none

use std::sync::{Arc, Mutex};

use tokio::sync::SetOnce;

#[derive(Debug)]
pub struct Event {
    current: Mutex<Arc<SetOnce<()>>>,
}

impl Event {
    pub fn new() -> Self {
        Event { current: Mutex::new(Arc::new(SetOnce::new())) }
    }

    pub fn set(&self) {
        let _ = self.current.lock().unwrap().set(());
    }

    pub fn clear(&self) {
        *self.current.lock().unwrap() = Arc::new(SetOnce::new());
    }

    pub fn is_set(&self) -> bool {
        self.current.lock().unwrap().initialized()
    }

    pub async fn wait(&self) {
        let current = self.current.lock().unwrap().clone();
        current.wait().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
