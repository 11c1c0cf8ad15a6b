// part: Event
// unwritten: wait_at_most, first_of
// wrote: A `SetOnce` in a mutex, swapped in `clear`, and the wait in one line: `lock().unwrap().wait().await`.
// cause: The guard that `lock()` gives lives to the end of the line, across the `.await`.
// was: 2
// from: 2/ev14

use std::sync::Mutex;

use tokio::sync::SetOnce;

#[derive(Debug)]
pub struct Event {
    once: Mutex<SetOnce<()>>,
}

impl Event {
    pub fn new() -> Self {
        Event { once: Mutex::new(SetOnce::new()) }
    }

    pub fn set(&self) {
        let _ = self.once.lock().unwrap().set(());
    }

    pub fn clear(&self) {
        let mut once = self.once.lock().unwrap();
        if once.initialized() {
            *once = SetOnce::new();
        }
    }

    pub fn is_set(&self) -> bool {
        self.once.lock().unwrap().initialized()
    }

    pub async fn wait(&self) {
        self.once.lock().unwrap().wait().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
