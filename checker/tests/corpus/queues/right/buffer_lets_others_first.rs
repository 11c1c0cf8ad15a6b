// part: Buffer
// idea: lets others go first, once, before it looks

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Semaphore;
use tokio::task::yield_now;

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
    capacity: usize,
    overflow: Overflow,
    stock: Mutex<Stock<T>>,
    filled: Semaphore,
    room: Option<Semaphore>,
}

#[derive(Debug)]
struct Stock<T> {
    items: VecDeque<T>,
    counts: Counts,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            capacity,
            overflow,
            stock: Mutex::new(Stock { items: VecDeque::with_capacity(capacity), counts: Counts::default() }),
            filled: Semaphore::new(0),
            room: (overflow == Overflow::Wait).then(|| Semaphore::new(capacity)),
        }
    }

    pub async fn put(&self, item: T) -> Put<T> {
        if self.overflow == Overflow::Wait {
            yield_now().await;
        }
        if let Some(room) = &self.room {
            room.acquire().await.expect("nobody closes it").forget();
        }
        let mut stock = self.stock.lock().expect("nobody panics while holding the lock");
        if stock.items.len() < self.capacity {
            stock.items.push_back(item);
            stock.counts.accepted += 1;
            self.filled.add_permits(1);
            return Put::Accepted;
        }
        let oldest = match self.overflow {
            Overflow::DropOldest => stock.items.pop_front(),
            Overflow::RefuseNew | Overflow::Wait => None,
        };
        let Some(oldest) = oldest else {
            stock.counts.refused += 1;
            return Put::Refused(item);
        };
        stock.items.push_back(item);
        stock.counts.accepted += 1;
        stock.counts.dropped += 1;
        Put::InsteadOf(oldest)
    }

    pub async fn get(&self) -> T {
        yield_now().await;
        self.filled.acquire().await.expect("nobody closes it").forget();
        let mut stock = self.stock.lock().expect("nobody panics while holding the lock");
        let item = stock.items.pop_front().expect("there is an item for each permit");
        stock.counts.taken += 1;
        if let Some(room) = &self.room {
            room.add_permits(1);
        }
        item
    }

    pub fn counts(&self) -> Counts {
        self.stock.lock().expect("nobody panics while holding the lock").counts
    }
}
