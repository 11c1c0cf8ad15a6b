//! A lock for many readers or one writer.

use std::fmt;
use std::sync::Arc;

use super::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLockReadGuard, RwLockWriteGuard, TryLockError};
use crate::shuffled::my_turn;

/// Lets many tasks read a value or one write it; those who wait are served in the order in which they came.
///
/// See [tokio's](real::sync::RwLock).
#[repr(transparent)]
pub struct RwLock<T: ?Sized> {
    real: real::sync::RwLock<T>,
}

impl<T: ?Sized> RwLock<T> {
    /// A lock around this value, open.
    #[track_caller]
    pub fn new(value: T) -> RwLock<T>
    where
        T: Sized,
    {
        RwLock { real: real::sync::RwLock::new(value) }
    }

    /// A lock around this value, open, for `max_reads` readers at a time.
    ///
    /// # Panics
    /// When `max_reads` is 0, or `u32::MAX >> 3` or more.
    #[track_caller]
    pub fn with_max_readers(value: T, max_reads: u32) -> RwLock<T>
    where
        T: Sized,
    {
        RwLock { real: real::sync::RwLock::with_max_readers(value, max_reads) }
    }

    /// A lock around this value, open, for a `static`.
    pub const fn const_new(value: T) -> RwLock<T>
    where
        T: Sized,
    {
        RwLock { real: real::sync::RwLock::const_new(value) }
    }

    /// A lock around this value, open, for `max_reads` readers at a time and for a `static`.
    pub const fn const_with_max_readers(value: T, max_reads: u32) -> RwLock<T>
    where
        T: Sized,
    {
        RwLock { real: real::sync::RwLock::const_with_max_readers(value, max_reads) }
    }

    /// Waits until nobody writes, or waits to write and came before.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn read(&self) -> RwLockReadGuard<'_, T> {
        my_turn().await;
        self.real.read().await
    }

    /// Waits as `read` does; the guard then owns its share of the lock.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn read_owned(self: Arc<Self>) -> OwnedRwLockReadGuard<T> {
        my_turn().await;
        real_arc(self).read_owned().await
    }

    /// Blocks the thread until it may read.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_read(&self) -> RwLockReadGuard<'_, T> {
        self.real.blocking_read()
    }

    /// Begins to read if that is possible at once.
    ///
    /// # Errors
    /// When somebody writes, or waits to.
    pub fn try_read(&self) -> Result<RwLockReadGuard<'_, T>, TryLockError> {
        self.real.try_read()
    }

    /// Begins to read if that is possible at once; the guard then owns its share of the lock.
    ///
    /// # Errors
    /// When somebody writes, or waits to.
    pub fn try_read_owned(self: Arc<Self>) -> Result<OwnedRwLockReadGuard<T>, TryLockError> {
        real_arc(self).try_read_owned()
    }

    /// Waits until nobody else reads or writes.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn write(&self) -> RwLockWriteGuard<'_, T> {
        my_turn().await;
        self.real.write().await
    }

    /// Waits as `write` does; the guard then owns its share of the lock.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn write_owned(self: Arc<Self>) -> OwnedRwLockWriteGuard<T> {
        my_turn().await;
        real_arc(self).write_owned().await
    }

    /// Blocks the thread until it may write.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_write(&self) -> RwLockWriteGuard<'_, T> {
        self.real.blocking_write()
    }

    /// Begins to write if that is possible at once.
    ///
    /// # Errors
    /// When somebody else reads or writes.
    pub fn try_write(&self) -> Result<RwLockWriteGuard<'_, T>, TryLockError> {
        self.real.try_write()
    }

    /// Begins to write if that is possible at once; the guard then owns its share of the lock.
    ///
    /// # Errors
    /// When somebody else reads or writes.
    pub fn try_write_owned(self: Arc<Self>) -> Result<OwnedRwLockWriteGuard<T>, TryLockError> {
        real_arc(self).try_write_owned()
    }

    /// The value. Nobody else can have the lock.
    pub fn get_mut(&mut self) -> &mut T {
        self.real.get_mut()
    }

    /// The value, without its lock.
    pub fn into_inner(self) -> T
    where
        T: Sized,
    {
        self.real.into_inner()
    }
}

/// The same lock as tokio's: the guards that own their share of a lock are tokio's, and take nothing else.
fn real_arc<T: ?Sized>(rwlock: Arc<RwLock<T>>) -> Arc<real::sync::RwLock<T>> {
    let real = Arc::into_raw(rwlock) as *const real::sync::RwLock<T>;
    #[expect(unsafe_code, reason = "an `Arc` of a wrapper becomes an `Arc` of what it wraps in no other way")]
    // SAFETY: the pointer is from `Arc::into_raw`, and `RwLock` is `repr(transparent)`, so that both have one size and
    // one alignment.
    unsafe {
        Arc::from_raw(real)
    }
}

impl<T> From<T> for RwLock<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Default> Default for RwLock<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
