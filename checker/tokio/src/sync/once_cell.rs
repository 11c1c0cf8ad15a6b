//! A value that is made when it is first needed.

use std::fmt;
use std::future::Future;

use super::SetError;
use crate::shuffled::my_turn;

/// A value that is set at most once. See [tokio's](real::sync::OnceCell).
#[derive(Clone, PartialEq, Eq)]
pub struct OnceCell<T> {
    real: real::sync::OnceCell<T>,
}

impl<T> OnceCell<T> {
    /// An empty cell.
    pub fn new() -> Self {
        OnceCell { real: real::sync::OnceCell::new() }
    }

    /// An empty cell, for a `static`.
    pub const fn const_new() -> Self {
        OnceCell { real: real::sync::OnceCell::const_new() }
    }

    /// A cell with this value, if there is one.
    pub fn new_with(value: Option<T>) -> Self {
        OnceCell { real: real::sync::OnceCell::new_with(value) }
    }

    /// A cell with this value, for a `static`.
    pub const fn const_new_with(value: T) -> Self {
        OnceCell { real: real::sync::OnceCell::const_new_with(value) }
    }

    /// Whether it has a value.
    pub fn initialized(&self) -> bool {
        self.real.initialized()
    }

    /// The value, if it has one.
    pub fn get(&self) -> Option<&T> {
        self.real.get()
    }

    /// The value, if it has one.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.real.get_mut()
    }

    /// Gives it this value.
    ///
    /// # Errors
    /// When it has a value, or somebody is making one.
    pub fn set(&self, value: T) -> Result<(), SetError<T>> {
        self.real.set(value)
    }

    /// The value; the first who asks makes it, and others wait.
    ///
    /// # Cancel safety
    /// When the one who makes the value is dropped, the next makes it.
    pub async fn get_or_init<F, Fut>(&self, f: F) -> &T
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = T>,
    {
        my_turn().await;
        self.real.get_or_init(f).await
    }

    /// The value; the first who asks makes it, and others wait.
    ///
    /// # Errors
    /// When making it failed; the next one makes it then.
    ///
    /// # Cancel safety
    /// When the one who makes the value is dropped, the next makes it.
    pub async fn get_or_try_init<E, F, Fut>(&self, f: F) -> Result<&T, E>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        my_turn().await;
        self.real.get_or_try_init(f).await
    }

    /// The value, without its cell.
    pub fn into_inner(self) -> Option<T> {
        self.real.into_inner()
    }

    /// Takes the value out, and leaves the cell empty.
    pub fn take(&mut self) -> Option<T> {
        self.real.take()
    }
}

impl<T> From<T> for OnceCell<T> {
    fn from(value: T) -> Self {
        OnceCell { real: value.into() }
    }
}

impl<T> Default for OnceCell<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for OnceCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
