//! The right to use a locked value.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::{MappedMutexGuard, Mutex};

/// A lock that is held until this is dropped. See [tokio's](real::sync::MutexGuard).
///
/// Not tokio's own: its `MutexGuard::mutex` would lead to a lock that no schedule explores, and what a condition
/// variable gets from there it locks again.
#[clippy::has_significant_drop]
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
    real: real::sync::MutexGuard<'a, T>,
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    pub(super) fn new(mutex: &'a Mutex<T>, real: real::sync::MutexGuard<'a, T>) -> Self {
        MutexGuard { mutex, real }
    }

    /// The same right to a part of the value only.
    pub fn map<U, F>(this: Self, f: F) -> MappedMutexGuard<'a, U>
    where
        U: ?Sized,
        F: FnOnce(&mut T) -> &mut U,
    {
        real::sync::MutexGuard::map(this.real, f)
    }

    /// The same right to a part of the value only, if there is this part.
    ///
    /// # Errors
    /// The guard itself when there is not.
    pub fn try_map<U, F>(this: Self, f: F) -> Result<MappedMutexGuard<'a, U>, Self>
    where
        U: ?Sized,
        F: FnOnce(&mut T) -> Option<&mut U>,
    {
        let MutexGuard { mutex, real } = this;
        real::sync::MutexGuard::try_map(real, f).map_err(|real| MutexGuard { mutex, real })
    }

    /// The lock that this holds.
    pub fn mutex(this: &Self) -> &'a Mutex<T> {
        this.mutex
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.real
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.real
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
