//! A value that is made when it is first needed.

use std::future::Future;

use crate::shuffled::my_turn;
use crate::waits::placed;
use crate::wrap::wrap;

wrap! {
    /// A value that is set at most once. See [tokio's](real::sync::OnceCell).
    #[derive(Clone, PartialEq, Eq)]
    pub struct OnceCell<T>(real::sync::OnceCell<T>);
}

impl<T> OnceCell<T> {
    /// Creates an empty cell. See [tokio's](real::sync::OnceCell::new).
    pub fn new() -> Self {
        OnceCell(real::sync::OnceCell::new())
    }

    /// Creates an empty cell in a `static`. See [tokio's](real::sync::OnceCell::const_new).
    pub const fn const_new() -> Self {
        OnceCell(real::sync::OnceCell::const_new())
    }

    /// Creates a cell that holds `value`, if there is one. See [tokio's](real::sync::OnceCell::new_with).
    pub fn new_with(value: Option<T>) -> Self {
        OnceCell(real::sync::OnceCell::new_with(value))
    }

    /// Creates a cell that holds `value`, in a `static`. See [tokio's](real::sync::OnceCell::const_new_with).
    pub const fn const_new_with(value: T) -> Self {
        OnceCell(real::sync::OnceCell::const_new_with(value))
    }

    /// Returns the value, initializing it with `f` if the cell is empty. While another task initializes it, this waits.
    /// See [tokio's](real::sync::OnceCell::get_or_init).
    ///
    /// # Cancel safety
    /// If the call is cancelled while it runs `f`, the cell stays empty, and one of the waiting calls runs its own `f`.
    #[track_caller]
    pub fn get_or_init<F, Fut>(&self, f: F) -> impl Future<Output = &T>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = T>,
    {
        placed(async move {
            // Without a toss, because tokio's never yields when the value is there.
            if let Some(value) = self.0.get() {
                return value;
            }
            my_turn().await;
            self.0.get_or_init(f).await
        })
    }

    /// Returns the value, initializing it with `f` if the cell is empty. While another task initializes it, this waits.
    /// See [tokio's](real::sync::OnceCell::get_or_try_init).
    ///
    /// # Cancel safety
    /// If the call fails, or is cancelled while it runs `f`, the cell stays empty, and one of the waiting calls runs its
    /// own `f`.
    #[track_caller]
    pub fn get_or_try_init<E, F, Fut>(&self, f: F) -> impl Future<Output = Result<&T, E>>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        placed(async move {
            // Without a toss, because tokio's never yields when the value is there.
            if let Some(value) = self.0.get() {
                return Ok(value);
            }
            my_turn().await;
            self.0.get_or_try_init(f).await
        })
    }

    /// Returns the value, if there is one. See [tokio's](real::sync::OnceCell::into_inner).
    pub fn into_inner(self) -> Option<T> {
        self.0.into_inner()
    }
}

impl<T> From<T> for OnceCell<T> {
    fn from(value: T) -> Self {
        OnceCell(value.into())
    }
}

impl<T> Default for OnceCell<T> {
    fn default() -> Self {
        Self::new()
    }
}
