// part: put_within
// mistake: when it is full, sleeps for the limit and then looks again
// diagnosis: time used instead of a signal
// breaks: "waits for room": full, put_within(100 ms) from 0 ms on, an item is taken at 30 ms: the item is in at 100 ms instead of 30 ms; a close is noticed at 100 ms only
// verdict: Differs in put_within::a_put_ends_with_room_the_limit_or_the_close

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

#[derive(Debug)]
pub struct Queue<T> {
    line: Mutex<Line<T>>,
    /// A permit for each free place.
    room: Semaphore,
    /// A permit for each item.
    filled: Semaphore,
}

#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            line: Mutex::new(Line { items: VecDeque::new(), closed: false }),
            room: Semaphore::new(capacity),
            filled: Semaphore::new(0),
        }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let Ok(place) = self.room.acquire().await else {
            return Err(Closed(item));
        };
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(Closed(item));
        }
        line.items.push_back(item);
        place.forget();
        self.filled.add_permits(1);
        Ok(())
    }

    pub async fn get(&self) -> Option<T> {
        if let Ok(permit) = self.filled.acquire().await {
            permit.forget();
        }
        let item = self.line.lock().unwrap().items.pop_front()?;
        self.room.add_permits(1);
        Some(item)
    }

    pub fn close(&self) {
        self.line.lock().unwrap().closed = true;
        self.room.close();
        self.filled.close();
    }
}

impl<T> Queue<T> {
    pub async fn put_within(&self, item: T, limit: Duration) -> Result<(), NotPut<T>> {
        let item = match self.try_put(item) {
            Err(NotPut::TimedOut(item)) => item,
            done => return done,
        };
        sleep(limit).await;
        self.try_put(item)
    }

    fn try_put(&self, item: T) -> Result<(), NotPut<T>> {
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(NotPut::Closed(item));
        }
        let Ok(place) = self.room.try_acquire() else {
            return Err(NotPut::TimedOut(item));
        };
        line.items.push_back(item);
        place.forget();
        self.filled.add_permits(1);
        Ok(())
    }

    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        timeout(limit, self.get()).await.map_err(|_elapsed| TimedOut)
    }
}
