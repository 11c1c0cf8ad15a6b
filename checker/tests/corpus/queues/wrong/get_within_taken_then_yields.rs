// part: get_within
// mistake: takes the item inside the timeout, then lets the producers run before it returns it
// diagnosis: item lost on cancellation
// breaks: "A call that is dropped while it waits has taken nothing: no item is lost": an item is there, a get_within is polled once and dropped: the item is gone, and its room with it
// verdict: BrokenLaw in get_within::an_item_at_the_very_instant_is_not_lost

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
        let place = match timeout(limit, self.room.acquire()).await {
            Ok(Ok(place)) => place,
            Ok(Err(_closed)) => return Err(NotPut::Closed(item)),
            Err(_elapsed) => return Err(NotPut::TimedOut(item)),
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
        let wait = async {
            if let Ok(permit) = self.filled.acquire().await {
                permit.forget();
            }
            let item = self.line.lock().unwrap().items.pop_front()?;
            // Let those who wait for room go on first.
            tokio::task::yield_now().await;
            self.room.add_permits(1);
            Some(item)
        };
        timeout(limit, wait).await.map_err(|_elapsed| TimedOut)
    }
}
