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
    _yours: std::marker::PhantomData<T>, // The fields are yours. What has to change in one step, and who waits for what?
}

impl<T> Buffer<T> {
    /// An empty buffer with room for `capacity` items, at least 1. Needs no runtime.
    pub fn new(capacity: usize, overflow: Overflow) -> Self {
        todo!("choose the fields of `Buffer`, then begin with an empty one")
    }

    /// Puts `item` at the end. When there is no room for it, does what the owner of the buffer chose.
    ///
    /// Waits only with [`Overflow::Wait`]; otherwise it returns at its first poll.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has put nothing and is not counted, and the item is dropped with it.
    pub async fn put(&self, item: T) -> Put<T> {
        todo!("look whether there is room, and if not, do what `overflow` says")
    }

    /// Takes the oldest item; waits while the buffer is empty.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing: no item is lost.
    pub async fn get(&self) -> T {
        todo!("wait for an item, then take the oldest and let one producer know")
    }

    /// The counts of this moment. They add up: what was accepted was dropped, was taken, or is still in the buffer.
    pub fn counts(&self) -> Counts {
        todo!("tell what you have counted")
    }
}
