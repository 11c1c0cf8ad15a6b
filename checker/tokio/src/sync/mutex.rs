//! A lock that is held across awaits.

use std::sync::Arc;

use bytemuck::TransparentWrapperAlloc;

use super::{MutexGuard, OwnedMutexGuard, TryLockError};
use crate::shuffled::my_turn;
use crate::waits::{address, held, locking};
use crate::wrap::{transparent, wrap};

wrap! {
    /// Gives one task at a time access to a value, in the order in which they asked. See [tokio's](real::sync::Mutex).
    #[derive(Default)]
    #[repr(transparent)]
    pub struct Mutex<T: ?Sized>(real::sync::Mutex<T>);
}

transparent! {
    Mutex<T>(real::sync::Mutex<T>);
}

impl<T> Mutex<T> {
    /// Creates an unlocked mutex. See [tokio's](real::sync::Mutex::new).
    #[track_caller]
    pub fn new(t: T) -> Self {
        Mutex(real::sync::Mutex::new(t))
    }

    /// Creates an unlocked mutex in a `static`. See [tokio's](real::sync::Mutex::const_new).
    pub const fn const_new(t: T) -> Self {
        Mutex(real::sync::Mutex::const_new(t))
    }

    /// Returns the value. See [tokio's](real::sync::Mutex::into_inner).
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    /// Locks this mutex, waiting until it is free. See [tokio's](real::sync::Mutex::lock).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = MutexGuard<'_, T>> {
        let lock = address(&self.0);
        locking(lock, async move {
            my_turn().await;
            MutexGuard(self.0.lock().await, held(lock))
        })
    }

    /// Locks this mutex, waiting until it is free; the guard owns an `Arc` of it. See
    /// [tokio's](real::sync::Mutex::lock_owned).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn lock_owned(self: Arc<Self>) -> impl Future<Output = OwnedMutexGuard<T>> {
        locking(address(&self.0), async move {
            my_turn().await;
            Self::peel_arc(self).lock_owned().await
        })
    }

    /// Blocks the thread until it holds the lock. See [tokio's](real::sync::Mutex::blocking_lock).
    #[track_caller]
    pub fn blocking_lock(&self) -> MutexGuard<'_, T> {
        MutexGuard(self.0.blocking_lock(), held(address(&self.0)))
    }

    /// Blocks the thread until it holds the lock. See [tokio's](real::sync::Mutex::blocking_lock_owned).
    #[track_caller]
    pub fn blocking_lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T> {
        Self::peel_arc(self).blocking_lock_owned()
    }

    /// Locks this mutex if it is free. See [tokio's](real::sync::Mutex::try_lock).
    pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {
        self.0.try_lock().map(|guard| MutexGuard(guard, held(address(&self.0))))
    }

    /// Locks this mutex if it is free; the guard owns an `Arc` of it. See [tokio's](real::sync::Mutex::try_lock_owned).
    pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError> {
        Self::peel_arc(self).try_lock_owned()
    }
}

impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}
