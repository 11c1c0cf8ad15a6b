//! A lock that is held across awaits.

use std::fmt;
use std::sync::Arc;

use super::{MutexGuard, OwnedMutexGuard, TryLockError};
use crate::shuffled::my_turn;

/// Lets one task at a time at a value; those who wait are served in the order in which they came.
///
/// See [tokio's](real::sync::Mutex).
#[repr(transparent)]
pub struct Mutex<T: ?Sized> {
    real: real::sync::Mutex<T>,
}

impl<T: ?Sized> Mutex<T> {
    /// A lock around this value, open.
    #[track_caller]
    pub fn new(t: T) -> Self
    where
        T: Sized,
    {
        Mutex { real: real::sync::Mutex::new(t) }
    }

    /// A lock around this value, open, for a `static`.
    pub const fn const_new(t: T) -> Self
    where
        T: Sized,
    {
        Mutex { real: real::sync::Mutex::const_new(t) }
    }

    /// Waits for the lock.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn lock(&self) -> MutexGuard<'_, T> {
        my_turn().await;
        MutexGuard::new(self, self.real.lock().await)
    }

    /// Waits for the lock, whose guard then owns its share of it.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {
        my_turn().await;
        real_arc(self).lock_owned().await
    }

    /// Blocks the thread until it has the lock.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_lock(&self) -> MutexGuard<'_, T> {
        MutexGuard::new(self, self.real.blocking_lock())
    }

    /// Blocks the thread until it has the lock, whose guard then owns its share of it.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {
        real_arc(self).blocking_lock_owned()
    }

    /// Takes the lock if it is free.
    ///
    /// # Errors
    /// When somebody holds it.
    pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {
        Ok(MutexGuard::new(self, self.real.try_lock()?))
    }

    /// Takes the lock if it is free; its guard then owns its share of it.
    ///
    /// # Errors
    /// When somebody holds it.
    pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError> {
        real_arc(self).try_lock_owned()
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
fn real_arc<T: ?Sized>(mutex: Arc<Mutex<T>>) -> Arc<real::sync::Mutex<T>> {
    let real = Arc::into_raw(mutex) as *const real::sync::Mutex<T>;
    #[expect(unsafe_code, reason = "an `Arc` of a wrapper becomes an `Arc` of what it wraps in no other way")]
    // SAFETY: the pointer is from `Arc::into_raw`, and `Mutex` is `repr(transparent)`, so that both have one size and
    // one alignment.
    unsafe {
        Arc::from_raw(real)
    }
}

impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
