// part: Event
// mistake: gives out one permit per set, so every waiter takes it away from the others
// diagnosis: event not sticky
// or: wakes one instead of all

use tokio::sync::Semaphore;

#[derive(Debug)]
pub struct Event {
    permits: Semaphore,
}

impl Event {
    pub fn new() -> Self {
        Event { permits: Semaphore::new(0) }
    }

    pub fn set(&self) {
        if !self.is_set() {
            self.permits.add_permits(1);
        }
    }

    pub fn clear(&self) {
        self.permits.forget_permits(1);
    }

    pub fn is_set(&self) -> bool {
        self.permits.available_permits() > 0
    }

    pub async fn wait(&self) {
        let permit = self.permits.acquire().await.expect("nobody closes this semaphore");
        permit.forget();
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
