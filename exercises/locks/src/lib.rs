//! Locks: one task at a time where a value is read, thought about, and written back.
//!
//! Between two `.await`s no other task of the same thread runs. It is an `.await` between reading and writing that lets
//! another task in, and then its update is lost.

use std::hash::Hash;
use std::time::Duration;

/// A number that many tasks count up.
#[derive(Debug)]
pub struct Counter {
    // The field is yours. What lets only one task at a time through, across an `.await`?
}

impl Counter {
    /// A counter that stands at 0. Needs no runtime.
    pub fn new() -> Self {
        todo!("choose the field of `Counter`, then begin at 0")
    }

    /// Reads the value, awaits `step(value)`, writes `value + 1` back, and returns that.
    ///
    /// From the reading to the writing nobody else reads or writes, so that no update is lost. Tasks get their turn in
    /// the order in which they came, and the next one begins as soon as this one has written.
    ///
    /// # Cancel safety
    /// A call that is dropped, or whose step panics, leaves the value as it was and lets the next task in.
    pub async fn increment<S, F>(&self, step: S) -> u64
    where
        S: FnOnce(u64) -> F,
        F: Future<Output = ()>,
    {
        todo!("let only one task at a time read, await the step, and write")
    }

    /// The value, once nobody is in the middle of an increment.
    ///
    /// # Cancel safety
    /// A call that is dropped changes nothing.
    pub async fn value(&self) -> u64 {
        todo!("read the value when nobody is in the middle of an increment")
    }
}

impl Default for Counter {
    fn default() -> Self {
        Counter::new()
    }
}

/// Lets `workers` tasks count up one [`Counter`] at the same time, and returns its value at the end.
///
/// Each worker increments `rounds` times and rests for `rest` after every time, also after the last. The step of an
/// increment is `step(worker, value)`, with the number of the worker, counted from 0, and the value that it read. While
/// one worker rests, the others go on.
///
/// # Panics
/// When a step panics, at the latest when all the other workers have ended.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn run_workers<S, F>(workers: usize, rounds: usize, rest: Duration, step: S) -> u64
where
    S: Fn(usize, u64) -> F + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    todo!("share one counter and one `step` between a task for every worker")
}

/// A value that many read and few change.
#[derive(Debug)]
pub struct Settings<T> {
    _yours: std::marker::PhantomData<T>, // The fields are yours. Who may be in at the same time, and who only alone?
}

impl<T> Settings<T> {
    /// Settings with this value. Needs no runtime.
    pub fn new(value: T) -> Self {
        todo!("choose the fields of `Settings`")
    }

    /// Shows the value to `look` and returns its output. Any number of readers look at the same time, also while they
    /// await something, but nobody looks while somebody changes the value.
    ///
    /// It begins as soon as every writer that came before it is done. So who comes while a writer waits stands behind
    /// it, and a stream of readers keeps no writer out.
    ///
    /// # Cancel safety
    /// A call that is dropped, or whose `look` panics, lets the next one in.
    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        todo!("let readers in together, but not beside a writer")
    }

    /// Gives the value to `change` and returns its output. It is alone with the value from beginning to end, also while
    /// it awaits something.
    ///
    /// It begins as soon as everybody who came before it is done.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits changes nothing and lets the next one in. One that is dropped while it
    /// changes the value, or whose `change` panics, leaves what it has changed so far and lets the next one in.
    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        todo!("let a writer in alone")
    }
}

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

/// Accounts, each behind a lock of its own.
#[derive(Debug)]
pub struct Ledger {
    // The fields are yours. How can two transfers with four different accounts go on at the same time?
}

impl Ledger {
    /// A ledger with these balances, whose sum fits into a `u64`; accounts are numbered from 0. Needs no runtime.
    pub fn new(balances: Vec<u64>) -> Self {
        todo!("choose the fields of `Ledger`, with a lock for every account")
    }

    /// Moves `amount` from one account to another: reads both balances, awaits `approve(from, to)` with what it has
    /// read, and writes both.
    ///
    /// From the reading to the writing nobody else reads or writes these two accounts, and nobody who uses other
    /// accounts has to wait for it. A transfer that still waits may keep one of its two accounts already. Transfers
    /// between any accounts, in any direction and at any time, all come to their end. From an account to itself
    /// everything is the same, except that nothing changes.
    ///
    /// # Errors
    /// [`Overdraft`] when there is less than `amount` in the account. Nothing has changed then, and `approve` is not
    /// called.
    ///
    /// # Panics
    /// When one of the two accounts does not exist, whatever the amount.
    ///
    /// # Cancel safety
    /// A call that is dropped, or whose `approve` panics, has changed nothing and lets the next one in.
    pub async fn transfer<A, F>(
        &self,
        from: usize,
        to: usize,
        amount: u64,
        approve: A,
    ) -> Result<(), Overdraft>
    where
        A: FnOnce(u64, u64) -> F,
        F: Future<Output = ()>,
    {
        todo!("take both locks, in an order in which no two transfers can wait for each other")
    }

    /// The balances of all accounts at one moment: no transfer is half done in them, so their sum is always the same.
    ///
    /// # Cancel safety
    /// A call that is dropped changes nothing.
    pub async fn balances(&self) -> Vec<u64> {
        todo!("read every account while no transfer can change one of them")
    }
}

/// Values that are loaded when they are asked for the first time, and kept.
#[derive(Debug)]
pub struct Cache<K, V> {
    _yours: std::marker::PhantomData<(K, V)>, // The fields are yours. What has a lock of its own: the cache, or each key?
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    /// An empty cache. Needs no runtime.
    pub fn new() -> Self {
        todo!("choose the fields of `Cache`, then begin with an empty one")
    }

    /// The value of `key`. If it is not there, calls `load`, awaits it, and keeps what it gives.
    ///
    /// For one key there is one load at a time: whoever else asks for it waits, without calling its own `load`, and gets
    /// the value as soon as it is there. For different keys loads go on at the same time. A value that is there is
    /// returned at once.
    ///
    /// A load that fails, panics or is dropped leaves no value and no error behind: of those who wait for the same key one
    /// begins with its own `load` at once, and who comes later begins anew.
    ///
    /// # Errors
    /// The error of the caller's own `load`; nobody gets the error of another one's.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits takes nothing from the others; one that is dropped while it loads ends the
    /// load.
    pub async fn get_or_load<L, F, E>(&self, key: K, load: L) -> Result<V, E>
    where
        L: FnOnce() -> F,
        F: Future<Output = Result<V, E>>,
    {
        todo!("find or make the place for `key`, and let only one caller at a time fill it")
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Default for Cache<K, V> {
    fn default() -> Self {
        Cache::new()
    }
}

/// Why nothing was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotBought<E> {
    /// Every piece is sold, or set aside for somebody who is paying.
    SoldOut,
    /// The buyer could not pay.
    NotPaid(E),
}

/// A shop that sells pieces of one thing.
#[derive(Debug)]
pub struct Shop {
    // How many pieces are left.
    pieces: tokio::sync::Mutex<usize>,
}

impl Shop {
    /// A shop with so many pieces. Needs no runtime.
    pub fn new(pieces: usize) -> Self {
        Shop { pieces: tokio::sync::Mutex::new(pieces) }
    }

    /// Sets a piece aside, awaits `pay`, and sells the piece if that went well. Returns what `pay` returned.
    ///
    /// Any number of buyers pay at the same time, as long as there is a piece for each of them. Never are more pieces
    /// sold than there are.
    ///
    /// # Errors
    /// [`NotBought::SoldOut`] at once, when there is no piece that is neither sold nor set aside; then `pay` is not
    /// awaited. [`NotBought::NotPaid`] when `pay` fails: the piece is for sale again.
    ///
    /// # Cancel safety
    /// A call that is dropped, or whose `pay` panics, has sold nothing: its piece is for sale again.
    pub async fn buy<R, E>(&self, pay: impl Future<Output = Result<R, E>>) -> Result<R, NotBought<E>> {
        // Right, as far as the count goes. But how long does a buyer keep the others waiting?
        let mut pieces = self.pieces.lock().await;
        if *pieces == 0 {
            return Err(NotBought::SoldOut);
        }
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        *pieces -= 1;
        Ok(receipt)
    }
}
