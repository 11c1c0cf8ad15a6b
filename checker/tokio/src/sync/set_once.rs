//! An event with a value.

use std::fmt;

use super::SetOnceError;
use crate::shuffled::my_turn;

/// A value that is set at most once, and that others wait for. See [tokio's](real::sync::SetOnce).
#[derive(Clone, PartialEq, Eq)]
pub struct SetOnce<T> {
    real: real::sync::SetOnce<T>,
}

impl<T> SetOnce<T> {
    /// One that is not set.
    pub fn new() -> Self {
        SetOnce { real: real::sync::SetOnce::new() }
    }

    /// One that is not set, for a `static`.
    pub const fn const_new() -> Self {
        SetOnce { real: real::sync::SetOnce::const_new() }
    }

    /// One that is set to this value, if there is one.
    pub fn new_with(value: Option<T>) -> Self {
        SetOnce { real: real::sync::SetOnce::new_with(value) }
    }

    /// One that is set to this value, for a `static`.
    pub const fn const_new_with(value: T) -> Self {
        SetOnce { real: real::sync::SetOnce::const_new_with(value) }
    }

    /// Whether it is set.
    pub fn initialized(&self) -> bool {
        self.real.initialized()
    }

    /// The value, if it is set.
    pub fn get(&self) -> Option<&T> {
        self.real.get()
    }

    /// Sets it to this value.
    ///
    /// # Errors
    /// When it is set already.
    pub fn set(&self, value: T) -> Result<(), SetOnceError<T>> {
        self.real.set(value)
    }

    /// The value, if it is set.
    pub fn into_inner(self) -> Option<T> {
        self.real.into_inner()
    }

    /// Waits until it is set.
    ///
    /// # Cancel safety
    /// Cancel safe.
    pub async fn wait(&self) -> &T {
        my_turn().await;
        self.real.wait().await
    }
}

impl<T> From<T> for SetOnce<T> {
    fn from(value: T) -> Self {
        SetOnce { real: value.into() }
    }
}

impl<T> Default for SetOnce<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for SetOnce<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
