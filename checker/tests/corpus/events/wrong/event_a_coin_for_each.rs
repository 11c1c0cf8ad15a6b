// part: Event
// mistake: puts a coin into a channel for each who waits, also for those who were dropped: whoever comes next finds theirs
// diagnosis: leaves something behind
// breaks: "whoever comes from now on waits for the next `set`": a wait is dropped, then set() and clear(): the next wait() takes the coin and returns at once

use std::sync::Mutex;

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

/// Lets one through.
#[derive(Debug)]
struct Coin;

#[derive(Debug)]
pub struct Event {
    door: Mutex<Door>,
    slot: UnboundedSender<Coin>,
    coins: tokio::sync::Mutex<UnboundedReceiver<Coin>>,
}

#[derive(Debug, Default)]
struct Door {
    is_open: bool,
    outside: usize,
}

impl Event {
    pub fn new() -> Self {
        let (slot, coins) = mpsc::unbounded_channel();
        Event { door: Mutex::new(Door::default()), slot, coins: tokio::sync::Mutex::new(coins) }
    }

    pub fn set(&self) {
        let mut door = self.door.lock().unwrap();
        door.is_open = true;
        while door.outside > 0 {
            door.outside -= 1;
            let _ = self.slot.send(Coin);
        }
    }

    pub fn clear(&self) {
        self.door.lock().unwrap().is_open = false;
    }

    pub fn is_set(&self) -> bool {
        self.door.lock().unwrap().is_open
    }

    pub async fn wait(&self) {
        {
            let mut door = self.door.lock().unwrap();
            if door.is_open {
                return;
            }
            door.outside += 1;
        }
        self.coins.lock().await.recv().await;
    }
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}
