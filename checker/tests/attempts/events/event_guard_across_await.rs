// part: Event
// unwritten: wait_at_most, first_of
// wrote: Locked the flag at the top of `wait` and left the guard where it was, as an `async with` block would.
// cause: The guard `flag` lives until the end of `wait`, across the `.await`: end its block before.
// was: 2
// from: ev6

use std::sync::Mutex;

use tokio::sync::Notify;

#[derive(Debug)]
pub struct Event {
    flag: Mutex<bool>,
    notify: Notify,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: Mutex::new(false), notify: Notify::new() }
    }

    pub fn set(&self) {
        *self.flag.lock().unwrap() = true;
        self.notify.notify_waiters();
    }

    pub fn clear(&self) {
        *self.flag.lock().unwrap() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.flag.lock().unwrap()
    }

    pub async fn wait(&self) {
        let flag = self.flag.lock().unwrap();
        if !*flag {
            self.notify.notified().await;
        }
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
