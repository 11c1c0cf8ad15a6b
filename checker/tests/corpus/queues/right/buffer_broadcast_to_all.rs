// part: Buffer
// idea: two broadcast channels as signals to all, subscribed to before the look

use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::broadcast;

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
    state: Mutex<(VecDeque<T>, Counts)>,
    room: broadcast::Sender<()>,
    filled: broadcast::Sender<()>,
}

impl<T> Buffer<T> {
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        Buffer {
            capacity,
            overflow,
            state: Mutex::new((VecDeque::new(), Counts::default())),
            room: broadcast::channel(1).0,
            filled: broadcast::channel(1).0,
        }
    }

    fn try_put(&self, item: T) -> Result<Put<T>, T> {
        let mut guard = self.state.lock().unwrap();
        let (items, counts) = &mut *guard;
        let is_full = items.len() >= self.capacity;
        match (is_full, self.overflow) {
            (true, Overflow::Wait) => Err(item),
            (true, Overflow::RefuseNew) => {
                counts.refused += 1;
                Ok(Put::Refused(item))
            }
            (true, Overflow::DropOldest) => {
                let oldest = items.pop_front().unwrap();
                items.push_back(item);
                counts.dropped += 1;
                counts.accepted += 1;
                Ok(Put::InsteadOf(oldest))
            }
            (false, _) => {
                items.push_back(item);
                counts.accepted += 1;
                // An error says that nobody listens.
                let _ = self.filled.send(());
                Ok(Put::Accepted)
            }
        }
    }

    pub async fn put(&self, mut item: T) -> Put<T> {
        loop {
            let mut ear = self.room.subscribe();
            match self.try_put(item) {
                Ok(put) => return put,
                Err(back) => item = back,
            }
            // Lagged is a signal too.
            let _ = ear.recv().await;
        }
    }

    pub async fn get(&self) -> T {
        loop {
            let mut ear = self.filled.subscribe();
            {
                let mut guard = self.state.lock().unwrap();
                let (items, counts) = &mut *guard;
                if let Some(item) = items.pop_front() {
                    counts.taken += 1;
                    let _ = self.room.send(());
                    return item;
                }
            }
            let _ = ear.recv().await;
        }
    }

    pub fn counts(&self) -> Counts {
        self.state.lock().unwrap().1
    }
}
