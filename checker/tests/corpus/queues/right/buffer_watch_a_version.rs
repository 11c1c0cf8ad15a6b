// part: Buffer
// idea: beginner: a version number in a watch channel wakes everybody after each change

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::watch;

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
