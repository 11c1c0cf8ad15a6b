// part: put_within
// mistake: counts those who want a place with those who have one, and does not take that back when the time is over
// diagnosis: permit leaked
// breaks: "who puts next finds the queue as if this call had never been": capacity 1, full; put_within(1 ms) times out, an item is taken: a put waits for ever
// verdict: BrokenLaw in put_within::alone::who_has_given_up_leaves_the_queue_as_it_was

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
    /// Places that somebody wants.
    kept: usize,
}

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        Queue {
            line: Mutex::new(Line { items: VecDeque::new(), closed: false, kept: 0 }),
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
        let mut line = self.line.lock().unwrap();
        let item = line.items.pop_front()?;
        if line.kept > 0 {
            line.kept -= 1;
        } else {
            self.room.add_permits(1);
        }
        Some(item)
    }

    pub fn close(&self) {
        self.line.lock().unwrap().closed = true;
        self.room.close();
        self.filled.close();
    }
}

/// Somebody who wants a place.
struct Wanted<'a, T> {
    queue: &'a Queue<T>,
    keeps: bool,
}

impl<T> Drop for Wanted<'_, T> {
    fn drop(&mut self) {
        if self.keeps {
            // The place that was wanted is not there for anybody else.
            self.queue.line.lock().unwrap().kept += 1;
        }
    }
}

impl<T> Queue<T> {
    pub async fn put_within(&self, item: T, limit: Duration) -> Result<(), NotPut<T>> {
        // A place for everybody who comes.
        let wanted = Wanted { queue: self, keeps: self.room.available_permits() == 0 };
        let place = match timeout(limit, self.room.acquire()).await {
            Ok(Ok(place)) => {
                let mut wanted = wanted;
                wanted.keeps = false;
                place
            }
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
        timeout(limit, self.get()).await.map_err(|_elapsed| TimedOut)
    }
}
