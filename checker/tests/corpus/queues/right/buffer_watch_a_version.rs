// part: Buffer
// idea: beginner: a version number in a watch channel wakes everybody after each change

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::watch;

/// What to do with an item when there is no room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overflow {
    /// Its producer waits for room.
    Wait,
    /// It is refused.
    RefuseNew,
    /// It goes in, and the oldest item goes out instead.
    DropOldest,
}

/// What came of putting an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put<T> {
    /// It is in.
    Accepted,
    /// It is not in; here it is again.
    Refused(T),
    /// It is in, instead of this one, which was the oldest.
    InsteadOf(T),
}

/// How many items came and went so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// So many went in.
    pub accepted: usize,
    /// So many did not.
    pub refused: usize,
    /// So many went in and had to make room for a newer one.
    pub dropped: usize,
    /// So many were taken by a consumer.
    pub taken: usize,
}

#[derive(Debug)]
pub struct Buffer<T> {
    inside: Mutex<Inside<T>>,
    overflow: Overflow,
    capacity: usize,
    version: watch::Sender<u64>,
}

#[derive(Debug)]
struct Inside<T> {
    items: VecDeque<T>,
    accepted: usize,
    refused: usize,
    dropped: usize,
    taken: usize,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        let inside = Inside { items: VecDeque::new(), accepted: 0, refused: 0, dropped: 0, taken: 0 };
        let (version, _) = watch::channel(0);
        Buffer { inside: Mutex::new(inside), overflow, capacity, version }
    }

    fn changed(&self) {
        self.version.send_modify(|version| *version += 1);
    }

    pub async fn put(&self, item: T) -> Put<T> {
        match self.overflow {
            Overflow::Wait => {
                let mut news = self.version.subscribe();
                loop {
                    {
                        let mut inside = self.inside.lock().unwrap();
                        if inside.items.len() < self.capacity {
                            inside.items.push_back(item);
                            inside.accepted += 1;
                            break;
                        }
                    }
                    news.changed().await.unwrap();
                }
                self.changed();
                Put::Accepted
            }
            Overflow::RefuseNew => {
                {
                    let mut inside = self.inside.lock().unwrap();
                    if inside.items.len() >= self.capacity {
                        inside.refused += 1;
                        return Put::Refused(item);
                    }
                    inside.items.push_back(item);
                    inside.accepted += 1;
                }
                self.changed();
                Put::Accepted
            }
            Overflow::DropOldest => {
                let oldest;
                {
                    let mut inside = self.inside.lock().unwrap();
                    if inside.items.len() >= self.capacity {
                        oldest = inside.items.pop_front();
                        inside.dropped += 1;
                    } else {
                        oldest = None;
                    }
                    inside.items.push_back(item);
                    inside.accepted += 1;
                }
                self.changed();
                if let Some(oldest) = oldest { Put::InsteadOf(oldest) } else { Put::Accepted }
            }
        }
    }

    pub async fn get(&self) -> T {
        let mut news = self.version.subscribe();
        loop {
            let item = {
                let mut inside = self.inside.lock().unwrap();
                let item = inside.items.pop_front();
                if item.is_some() {
                    inside.taken += 1;
                }
                item
            };
            if let Some(item) = item {
                self.changed();
                return item;
            }
            news.changed().await.unwrap();
        }
    }

    pub fn counts(&self) -> Counts {
        let inside = self.inside.lock().unwrap();
        Counts {
            accepted: inside.accepted,
            refused: inside.refused,
            dropped: inside.dropped,
            taken: inside.taken,
        }
    }
}
