// part: Event
// mistake: looks at the flag, and only then waits for room in the channel of those who want to be told
// diagnosis: lost wake-up

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{mpsc, oneshot};

#[derive(Debug)]
pub struct Event {
    set: AtomicBool,
    ask: mpsc::Sender<oneshot::Sender<()>>,
    asked: Mutex<mpsc::Receiver<oneshot::Sender<()>>>,
}

impl Event {
    pub fn new() -> Self {
        let (ask, asked) = mpsc::channel(4);
        Event { set: AtomicBool::new(false), ask, asked: Mutex::new(asked) }
    }

    pub fn set(&self) {
        self.set.store(true, Ordering::SeqCst);
        let mut asked = self.asked.lock().unwrap();
        while let Ok(waiter) = asked.try_recv() {
            let _ = waiter.send(());
        }
    }

    pub fn clear(&self) {
        self.set.store(false, Ordering::SeqCst);
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub async fn wait(&self) {
        if self.is_set() {
            return;
        }
        let (tell, told) = oneshot::channel();
        self.ask.send(tell).await.expect("the event has the receiver");
        let _ = told.await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
