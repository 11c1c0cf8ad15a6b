//! Locks: one task at a time where a value is read, thought about, and written back.
//!
//! Between two `.await`s no other task of the same thread runs. It is an `.await` between reading and writing that lets
//! another task in, and then its update is lost.

// ANCHOR: imports
use std::cmp::Ordering;
use std::collections::HashMap;
// ANCHOR_END: imports
use std::hash::Hash;
// ANCHOR: imports-sync
use std::sync::Arc;
// ANCHOR_END: imports-sync
use std::time::Duration;

// ANCHOR: imports-tokio
use tokio::sync::{Mutex, OnceCell, RwLock, Semaphore};
use tokio::time::sleep;
// ANCHOR_END: imports-tokio

/// A number that many tasks count up.
#[derive(Debug)]
pub struct Counter {
    // ANCHOR: Counter-fields — // The field is yours. What lets only one task at a time through, across an `.await`?
    value: Mutex<u64>,
    // ANCHOR_END: Counter-fields
}

impl Counter {
    /// A counter that stands at 0. Needs no runtime.
    pub fn new() -> Self {
        // ANCHOR: Counter-new — choose the field of `Counter`, then begin at 0
        Counter { value: Mutex::new(0) }
        // ANCHOR_END: Counter-new
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
        // ANCHOR: Counter-increment — let only one task at a time read, await the step, and write
        let mut value = self.value.lock().await;
        let read = *value;
        step(read).await;
        *value = read + 1;
        *value
        // ANCHOR_END: Counter-increment
    }

    /// The value, once nobody is in the middle of an increment.
    ///
    /// # Cancel safety
    /// A call that is dropped changes nothing.
    pub async fn value(&self) -> u64 {
        // ANCHOR: Counter-value — read the value when nobody is in the middle of an increment
        *self.value.lock().await
        // ANCHOR_END: Counter-value
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
    // ANCHOR: run_workers — share one counter and one `step` between a task for every worker
    let counter = Arc::new(Counter::new());
    let step = Arc::new(step);

    let mut tasks = Vec::with_capacity(workers);
    for worker in 0..workers {
        let (counter, step) = (counter.clone(), step.clone());
        tasks.push(tokio::spawn(async move {
            for _ in 0..rounds {
                counter.increment(|value| step(worker, value)).await;
                sleep(rest).await;
            }
        }));
    }

    for task in tasks {
        task.await.expect("a worker panicked");
    }
    counter.value().await
    // ANCHOR_END: run_workers
}

/// A value that many read and few change.
#[derive(Debug)]
pub struct Settings<T> {
    // ANCHOR: Settings-fields — `_yours: std::marker::PhantomData<T>,` The fields are yours. Who may be in at the same time, and who only alone?
    /// tokio's lock, for its guards are held while somebody awaits, and because it is fair: who waits stands in one
    /// line, readers and writers, and no reader overtakes a writer (`tokio::sync::RwLock` docs). std's promises no
    /// order.
    value: RwLock<T>,
    // ANCHOR_END: Settings-fields
}

impl<T> Settings<T> {
    /// Settings with this value. Needs no runtime.
    pub fn new(value: T) -> Self {
        // ANCHOR: Settings-new — choose the fields of `Settings`
        Settings { value: RwLock::new(value) }
        // ANCHOR_END: Settings-new
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
        // ANCHOR: Settings-read — let readers in together, but not beside a writer
        // The guard lives until the look is over or dropped. Every reader has one of its own.
        let value = self.value.read().await;
        look(&value).await
        // ANCHOR_END: Settings-read
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
        // ANCHOR: Settings-update — let a writer in alone
        let mut value = self.value.write().await;
        change(&mut value).await
        // ANCHOR_END: Settings-update
    }
}

/// There is not enough in the account: so much is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdraft(pub u64);

/// Accounts, each behind a lock of its own.
#[derive(Debug)]
pub struct Ledger {
    // ANCHOR: Ledger-fields — // The fields are yours. How can two transfers with four different accounts go on at the same time?
    /// A lock for each account, not one for all: nobody waits for a transfer between other accounts.
    accounts: Vec<Mutex<u64>>,
    // ANCHOR_END: Ledger-fields
}

impl Ledger {
    /// A ledger with these balances, whose sum fits into a `u64`; accounts are numbered from 0. Needs no runtime.
    pub fn new(balances: Vec<u64>) -> Self {
        // ANCHOR: Ledger-new — choose the fields of `Ledger`, with a lock for every account
        Ledger { accounts: balances.into_iter().map(Mutex::new).collect() }
        // ANCHOR_END: Ledger-new
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
        // ANCHOR: Ledger-transfer — take both locks, in an order in which no two transfers can wait for each other
        // The account with the smaller number first, whichever way the money goes. Whoever waits for an account then
        // holds smaller ones only, and there is no circle in which each waits for the next.
        let (mut from, mut to) = match from.cmp(&to) {
            Ordering::Less => {
                let from = self.accounts[from].lock().await;
                (from, self.accounts[to].lock().await)
            }
            Ordering::Greater => {
                let to = self.accounts[to].lock().await;
                (self.accounts[from].lock().await, to)
            }
            Ordering::Equal => {
                // Locked once: a tokio mutex does not notice that it is ours already, and would have us wait for
                // ourselves.
                let balance = self.accounts[from].lock().await;
                if *balance < amount {
                    return Err(Overdraft(*balance));
                }
                approve(*balance, *balance).await;
                return Ok(());
            }
        };
        if *from < amount {
            return Err(Overdraft(*from));
        }
        approve(*from, *to).await;

        // From here on there is no `.await`: a call is dropped before both are written, or not at all.
        *from -= amount;
        *to += amount;
        Ok(())
        // ANCHOR_END: Ledger-transfer
    }

    /// The balances of all accounts at one moment: no transfer is half done in them, so their sum is always the same.
    ///
    /// # Cancel safety
    /// A call that is dropped changes nothing.
    pub async fn balances(&self) -> Vec<u64> {
        // ANCHOR: Ledger-balances — read every account while no transfer can change one of them
        // All of them at the same time. With one lock after the other a transfer could end in between: out of an
        // account that has been read already, and into one that has not. In the order of `transfer`, so that there is
        // no circle.
        let mut balances = Vec::with_capacity(self.accounts.len());
        for account in &self.accounts {
            balances.push(account.lock().await);
        }
        balances.iter().map(|balance| **balance).collect()
        // ANCHOR_END: Ledger-balances
    }
}

/// Values that are loaded when they are asked for the first time, and kept.
#[derive(Debug)]
pub struct Cache<K, V> {
    // ANCHOR: Cache-fields — `_yours: std::marker::PhantomData<(K, V)>,` The fields are yours. What has a lock of its own: the cache, or each key?
    /// A std mutex, not tokio's: it is held to find a cell, never while something is loaded. Each key has a cell of its
    /// own, shared by those who wait for it, so that different keys do not wait for each other.
    cells: std::sync::Mutex<HashMap<K, Arc<OnceCell<V>>>>,
    // ANCHOR_END: Cache-fields
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    /// An empty cache. Needs no runtime.
    pub fn new() -> Self {
        // ANCHOR: Cache-new — choose the fields of `Cache`, then begin with an empty one
        Cache { cells: std::sync::Mutex::new(HashMap::new()) }
        // ANCHOR_END: Cache-new
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
        // ANCHOR: Cache-get_or_load — find or make the place for `key`, and let only one caller at a time fill it
        let cell = {
            let mut cells = self.cells.lock().expect("nobody panics while holding the lock");
            cells.entry(key).or_default().clone()
        };
        // Lets one load in at a time. When it fails, panics or is dropped, the cell is as empty as before, and one of
        // those who wait begins with its own (`tokio::sync::OnceCell` docs). An empty cell stays in the map: whoever
        // comes now must find the one for which others wait.
        cell.get_or_try_init(load).await.cloned()
        // ANCHOR_END: Cache-get_or_load
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
    // ANCHOR: Shop-fields
    //| // How many pieces are left.
    //| pieces: tokio::sync::Mutex<usize>,
    /// A permit for each piece that is neither sold nor set aside. A semaphore, not a number behind a lock: whoever
    /// holds a permit keeps nobody from taking the next one, and to give it back a destructor is enough.
    pieces: Semaphore,
    // ANCHOR_END: Shop-fields
}

impl Shop {
    /// A shop with so many pieces. Needs no runtime.
    pub fn new(pieces: usize) -> Self {
        // ANCHOR: Shop-new
        //| Shop { pieces: tokio::sync::Mutex::new(pieces) }
        Shop { pieces: Semaphore::new(pieces) }
        // ANCHOR_END: Shop-new
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
        // ANCHOR: Shop-buy
        //| // Right, as far as the count goes. But how long does a buyer keep the others waiting?
        //| let mut pieces = self.pieces.lock().await;
        //| if *pieces == 0 {
        //|     return Err(NotBought::SoldOut);
        //| }
        //| let receipt = pay.await.map_err(NotBought::NotPaid)?;
        //| *pieces -= 1;
        //| Ok(receipt)
        // Not `acquire`: whoever finds nothing is told so, and does not wait. Nobody closes this semaphore, so the
        // error means that there is no permit.
        let piece = self.pieces.try_acquire().map_err(|_no_permits| NotBought::SoldOut)?;
        // When this fails, panics or is dropped, the permit is dropped too, and the piece is for sale again.
        let receipt = pay.await.map_err(NotBought::NotPaid)?;
        piece.forget();
        Ok(receipt)
        // ANCHOR_END: Shop-buy
    }
}
