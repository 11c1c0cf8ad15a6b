//! The right to use a locked value.

use std::fmt;
use std::ops::{Deref, DerefMut};

use bytemuck::TransparentWrapper;

use super::{MappedMutexGuard, Mutex};
use crate::waits::Held;

/// A lock that is held until this is dropped. See [tokio's](real::sync::MutexGuard).
///
/// Not tokio's own: its `MutexGuard::mutex` would lead to tokio's mutex, which tosses no coin, and a condition variable
/// locks that again.
#[clippy::has_significant_drop]
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized>(pub(super) real::sync::MutexGuard<'a, T>, pub(super) Held);

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// Makes a guard of a part of the value. See [tokio's](real::sync::MutexGuard::map).
    pub fn map<U, F>(this: Self, f: F) -> MappedMutexGuard<'a, U>
    where
        U: ?Sized,
        F: FnOnce(&mut T) -> &mut U,
    {
        real::sync::MutexGuard::map(this.0, f)
    }

    /// Makes a guard of a part of the value, if it has this part. See [tokio's](real::sync::MutexGuard::try_map).
    pub fn try_map<U, F>(this: Self, f: F) -> Result<MappedMutexGuard<'a, U>, Self>
    where
        U: ?Sized,
        F: FnOnce(&mut T) -> Option<&mut U>,
    {
        let MutexGuard(guard, held) = this;
        real::sync::MutexGuard::try_map(guard, f).map_err(|guard| MutexGuard(guard, held))
    }

    /// Returns the mutex that this locks. See [tokio's](real::sync::MutexGuard::mutex).
    pub fn mutex(this: &Self) -> &'a Mutex<T> {
        Mutex::wrap_ref(real::sync::MutexGuard::mutex(&this.0))
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
