// part: Event
// idea: a broadcast channel calls those who wait, a flag remembers

use std::sync::Mutex;

use tokio::sync::broadcast;

#[derive(Debug)]
pub struct Event {
    set: Mutex<bool>,
    calls: broadcast::Sender<()>,
}

impl Event {
    pub fn new() -> Self {
        Event { set: Mutex::new(false), calls: broadcast::Sender::new(1) }
    }

    pub fn set(&self) {
        let mut set = self.set.lock().unwrap();
        if !*set {
            *set = true;
            let _nobody_waits = self.calls.send(());
        }
    }

    pub fn clear(&self) {
        *self.set.lock().unwrap() = false;
    }

    pub fn is_set(&self) -> bool {
        *self.set.lock().unwrap()
    }

    pub async fn wait(&self) {
        let mut calls = {
            let set = self.set.lock().unwrap();
            if *set {
                return;
            }
            self.calls.subscribe()
        };
        // A receiver that lags behind was called too.
        let _ = calls.recv().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
