// part: Event
// unwritten: wait_at_most, first_of
// wrote: Kept the guard of the flag while a oneshot channel is awaited, so that nobody sets the event in between.
// cause: `flag` is alive across `rx.await`: close its block before.
// was: 2
// from: 2/ev3

use std::sync::Mutex;

use tokio::sync::oneshot;

#[derive(Debug)]
pub struct Event {
    flag: Mutex<bool>,
    waiters: Mutex<Vec<oneshot::Sender<()>>>,
}

impl Event {
    pub fn new() -> Self {
        Event { flag: Mutex::new(false), waiters: Mutex::new(Vec::new()) }
    }

    pub fn set(&self) {
        *self.flag.lock().unwrap() = true;
        for w in self.waiters.lock().unwrap().drain(..) {
            let _ = w.send(());
        }
    }

    pub fn clear(&self) {
        *self.flag.lock().unwrap() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.flag.lock().unwrap()
    }

    pub async fn wait(&self) {
        let flag = self.flag.lock().unwrap();
        if *flag {
            return;
        }
        let (tx, rx) = oneshot::channel();
        self.waiters.lock().unwrap().push(tx);
        let _ = rx.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
