//! A lock for many readers or one writer.

use std::sync::Arc;

use bytemuck::TransparentWrapperAlloc;

use super::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLockReadGuard, RwLockWriteGuard, TryLockError};
use crate::shuffled::my_turn;
use crate::waits::{address, locking};
use crate::wrap::{transparent, wrap};

wrap! {
    /// Lets many tasks read a value or one write it, in the order in which they asked. See
    /// [tokio's](real::sync::RwLock).
    #[derive(Default)]
    #[repr(transparent)]
    pub struct RwLock<T: ?Sized>(real::sync::RwLock<T>);
}

transparent! {
    RwLock<T>(real::sync::RwLock<T>);
}

impl<T> RwLock<T> {
    /// Creates an unlocked lock. See [tokio's](real::sync::RwLock::new).
    #[track_caller]
    pub fn new(value: T) -> RwLock<T> {
        RwLock(real::sync::RwLock::new(value))
    }

    /// Creates an unlocked lock for up to `max_reads` readers. See [tokio's](real::sync::RwLock::with_max_readers).
    #[track_caller]
    pub fn with_max_readers(value: T, max_reads: u32) -> RwLock<T> {
        RwLock(real::sync::RwLock::with_max_readers(value, max_reads))
    }

    /// Creates an unlocked lock in a `static`. See [tokio's](real::sync::RwLock::const_new).
    pub const fn const_new(value: T) -> RwLock<T> {
        RwLock(real::sync::RwLock::const_new(value))
    }

    /// Creates an unlocked lock for up to `max_reads` readers in a `static`. See
    /// [tokio's](real::sync::RwLock::const_with_max_readers).
    pub const fn const_with_max_readers(value: T, max_reads: u32) -> RwLock<T> {
        RwLock(real::sync::RwLock::const_with_max_readers(value, max_reads))
    }

    /// Returns the value. See [tokio's](real::sync::RwLock::into_inner).
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }
}

impl<T: ?Sized> RwLock<T> {
    /// Locks for reading, waiting until no earlier writer holds the lock or waits for it. See
    /// [tokio's](real::sync::RwLock::read).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn read(&self) -> impl Future<Output = RwLockReadGuard<'_, T>> {
        locking(address(&self.0), async move {
            my_turn().await;
            self.0.read().await
        })
    }

    /// Locks for reading as `read` does; the guard owns an `Arc` of the lock. See
    /// [tokio's](real::sync::RwLock::read_owned).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn read_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockReadGuard<T>> {
        locking(address(&self.0), async move {
            my_turn().await;
            Self::peel_arc(self).read_owned().await
        })
    }

    /// Locks for reading if that is possible at once. See [tokio's](real::sync::RwLock::try_read_owned).
    pub fn try_read_owned(self: Arc<Self>) -> Result<OwnedRwLockReadGuard<T>, TryLockError> {
        Self::peel_arc(self).try_read_owned()
    }

    /// Locks for writing, waiting until no reader and no other writer holds the lock. See
    /// [tokio's](real::sync::RwLock::write).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn write(&self) -> impl Future<Output = RwLockWriteGuard<'_, T>> {
        locking(address(&self.0), async move {
            my_turn().await;
            self.0.write().await
        })
    }

    /// Locks for writing as `write` does; the guard owns an `Arc` of the lock. See
    /// [tokio's](real::sync::RwLock::write_owned).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn write_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockWriteGuard<T>> {
        locking(address(&self.0), async move {
            my_turn().await;
            Self::peel_arc(self).write_owned().await
        })
    }

    /// Locks for writing if that is possible at once. See [tokio's](real::sync::RwLock::try_write_owned).
    pub fn try_write_owned(self: Arc<Self>) -> Result<OwnedRwLockWriteGuard<T>, TryLockError> {
        Self::peel_arc(self).try_write_owned()
    }
}

impl<T> From<T> for RwLock<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}
