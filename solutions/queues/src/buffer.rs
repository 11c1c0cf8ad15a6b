// REFERENCE
use std::collections::VecDeque;
use std::sync::Mutex;

use tokio::sync::Semaphore;
// END

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

/// A bounded buffer for many producers and many consumers, whose owner chooses what happens when it is full.
///
/// Items come out in the order in which they went in, each of them once. Whoever waits is woken, and never looks at the
/// clock. A task that waits keeps nobody else from putting or taking.
#[derive(Debug)]
pub struct Buffer<T> {
    //| _yours: std::marker::PhantomData<T>, // The fields are yours. What has to change in one step, and who waits for what?
    // REFERENCE
    capacity: usize,
    overflow: Overflow,
    /// A std mutex, not tokio's: nothing is awaited while it is held.
    stock: Mutex<Stock<T>>,
    /// A permit for each item. When a new item takes the place of an old one, it takes over its permit too.
    filled: Semaphore,
    /// A permit for each free place, if producers wait for one. The others look at the stock.
    room: Option<Semaphore>,
    // END
}

// REFERENCE
/// What changes in one step: the items, and the counts of those that came and went.
#[derive(Debug)]
struct Stock<T> {
    items: VecDeque<T>,
    counts: Counts,
}
// END

impl<T> Buffer<T> {
    /// An empty buffer with room for `capacity` items, at least 1. Needs no runtime.
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        //| todo!("choose the fields of `Buffer`, then begin with an empty one")
        // REFERENCE
        Buffer {
            capacity,
            overflow,
            stock: Mutex::new(Stock { items: VecDeque::with_capacity(capacity), counts: Counts::default() }),
            filled: Semaphore::new(0),
            room: (overflow == Overflow::Wait).then(|| Semaphore::new(capacity)),
        }
        // END
    }

    /// Puts `item` at the end. When there is no room for it, does what the owner of the buffer chose.
    ///
    /// Waits only with [`Overflow::Wait`]; otherwise it returns at its first poll.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has put nothing and is not counted, and the item is dropped with it.
    pub async fn put(&self, item: T) -> Put<T> {
        //| todo!("look whether there is room, and if not, do what `overflow` says")
        // REFERENCE
        if let Some(room) = &self.room {
            // The place is taken until `get` frees it. The item goes in without another `.await`, so that nobody can
            // drop the call between the two.
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
            // Who has waited has a place and does not come here.
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
        // END
    }

    /// Takes the oldest item; waits while the buffer is empty.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing: no item is lost.
    pub async fn get(&self) -> T {
        //| todo!("wait for an item, then take the oldest and let one producer know")
        // REFERENCE
        self.filled.acquire().await.expect("nobody closes it").forget();
        let mut stock = self.stock.lock().expect("nobody panics while holding the lock");
        let item = stock.items.pop_front().expect("there is an item for each permit");
        stock.counts.taken += 1;
        if let Some(room) = &self.room {
            room.add_permits(1);
        }
        item
        // END
    }

    /// The counts of this moment. They add up: what was accepted was dropped, was taken, or is still in the buffer.
    pub fn counts(&self) -> Counts {
        //| todo!("tell what you have counted")
        // REFERENCE
        self.stock.lock().expect("nobody panics while holding the lock").counts
        // END
    }
}
