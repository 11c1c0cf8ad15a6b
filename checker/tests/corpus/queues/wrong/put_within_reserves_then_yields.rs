// part: put_within
// mistake: takes the place for good, then lets others run before it puts; a limit that ends there keeps the place
// diagnosis: permit leaked
// breaks: "A call that is dropped while it waits has put nothing", and leaves the place to others: full, put_within(17 ms), an item is taken at 17 ms: TimedOut, and the place is gone
// verdict: BrokenLaw in put_within::an_item_at_the_very_instant_is_put_or_comes_back

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
        let reserved = timeout(limit, async {
            self.room.acquire().await.map_err(|_closed| ())?.forget();
            tokio::task::yield_now().await;
            Ok::<(), ()>(())
        });
        match reserved.await {
            Ok(Ok(())) => {}
            Ok(Err(())) => return Err(NotPut::Closed(item)),
            Err(_elapsed) => return Err(NotPut::TimedOut(item)),
        }
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(NotPut::Closed(item));
        }
        line.items.push_back(item);
        self.filled.add_permits(1);
        Ok(())
    }

    pub async fn get_within(&self, limit: Duration) -> Result<Option<T>, TimedOut> {
        timeout(limit, self.get()).await.map_err(|_elapsed| TimedOut)
    }
}
