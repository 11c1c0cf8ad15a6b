// part: put_within
// mistake: asks every 10 ms whether there is room
// diagnosis: busy waiting
// or: time used instead of a signal
// breaks: "Whoever waits is woken, and never looks at the clock": full, put_within(100 ms) from 0 ms on, an item is taken at 15 ms: put ends at 20 ms instead of 15 ms; a close at 15 ms is noticed late too, and a put that came later goes first
// verdict: BrokenLaw in put_within::alone::a_put_that_waits_sleeps

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::sleep;

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
        let step = Duration::from_millis(10);
        let mut left = limit;
        loop {
            {
                let mut line = self.line.lock().unwrap();
                if line.closed {
                    return Err(NotPut::Closed(item));
                }
                if let Ok(place) = self.room.try_acquire() {
                    line.items.push_back(item);
                    place.forget();
                    self.filled.add_permits(1);
                    return Ok(());
                }
            }
            if left.is_zero() {
                return Err(NotPut::TimedOut(item));
            }
            let nap = left.min(step);
            sleep(nap).await;
            left -= nap;
        }
    }

    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        tokio::time::timeout(limit, self.get()).await.map_err(|_elapsed| TimedOut)
    }
}
