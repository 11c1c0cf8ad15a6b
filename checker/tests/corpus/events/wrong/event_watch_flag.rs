// part: Event
// mistake: waits for a flag in a watch channel, and so misses a set that is followed by a clear
// diagnosis: looks again after the signal

use tokio::sync::watch;

#[derive(Debug)]
pub struct Event {
    state: watch::Sender<bool>,
}

impl Event {
    pub fn new() -> Self {
        Event { state: watch::Sender::new(false) }
    }

    pub fn set(&self) {
        self.state.send_replace(true);
    }

    pub fn clear(&self) {
        self.state.send_replace(false);
    }

    pub fn is_set(&self) -> bool {
        *self.state.borrow()
    }

    pub async fn wait(&self) {
        let mut state = self.state.subscribe();
        state.wait_for(|set| *set).await.expect("the sender lives as long as the event");
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
