// part: put_within
// mistake: one `else` for both reasons
// diagnosis: wrong reason to stop
// breaks: "Gives the item back when the limit has passed, or when the queue is closed" with a reason for each: full, put_within(100 ms) waits, close at 30 ms: TimedOut at 30 ms instead of Closed; the same on a queue that is closed already
// verdict: BrokenLaw in put_within::alone::what_need_not_wait_needs_no_time

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

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
        let Ok(Ok(place)) = timeout(limit, self.room.acquire()).await else {
            return Err(NotPut::TimedOut(item));
        };
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(NotPut::Closed(item));
        }
        line.items.push_back(item);
        place.forget();
        self.filled.add_permits(1);
        Ok(())
    }

    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        timeout(limit, self.get()).await.map_err(|_elapsed| TimedOut)
    }
}
