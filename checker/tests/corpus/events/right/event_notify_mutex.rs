// part: Event
// idea: a std mutex holds the flag, and Notify is asked for the next set while it is locked

use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Event {
    set: Mutex<bool>,
    wake: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { set: Mutex::new(false), wake: Notify::new() }
    }

    pub fn set(&self) {
        let mut set = self.set.lock().unwrap();
        *set = true;
        self.wake.notify_waiters();
    }

    pub fn clear(&self) {
        *self.set.lock().unwrap() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.set.lock().unwrap()
    }

    pub async fn wait(&self) {
        let next_set = {
            let set = self.set.lock().unwrap();
            if *set {
                return;
            }
            self.wake.notified()
        };
        next_set.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
