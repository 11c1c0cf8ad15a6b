//! An event with a value.

use crate::shuffled::my_turn;
use crate::waits::placed;
use crate::wrap::wrap;

wrap! {
    /// A value that is set at most once, and that tasks can wait for. See [tokio's](real::sync::SetOnce).
    #[derive(Clone, PartialEq, Eq)]
    pub struct SetOnce<T>(real::sync::SetOnce<T>);
}

impl<T> SetOnce<T> {
    /// Creates one that is not set. See [tokio's](real::sync::SetOnce::new).
    pub fn new() -> Self {
        SetOnce(real::sync::SetOnce::new())
    }

    /// Creates one that is not set, in a `static`. See [tokio's](real::sync::SetOnce::const_new).
    pub const fn const_new() -> Self {
        SetOnce(real::sync::SetOnce::const_new())
    }

    /// Creates one that is set to `value`, if there is one. See [tokio's](real::sync::SetOnce::new_with).
    pub fn new_with(value: Option<T>) -> Self {
        SetOnce(real::sync::SetOnce::new_with(value))
    }

    /// Creates one that is set to `value`, in a `static`. See [tokio's](real::sync::SetOnce::const_new_with).
    pub const fn const_new_with(value: T) -> Self {
        SetOnce(real::sync::SetOnce::const_new_with(value))
    }

    /// Returns the value, if it is set. See [tokio's](real::sync::SetOnce::into_inner).
    pub fn into_inner(self) -> Option<T> {
        self.0.into_inner()
    }

    /// Waits until the value is set. See [tokio's](real::sync::SetOnce::wait).
    ///
    /// In a schedule, other tasks may go first even if the value is set; tokio's returns it immediately then.
    ///
    /// # Cancel safety
    /// This method is cancel safe.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = &T> {
        placed(async move {
            my_turn().await;
            self.0.wait().await
        })
    }
}

impl<T> From<T> for SetOnce<T> {
    fn from(value: T) -> Self {
        SetOnce(value.into())
    }
}

impl<T> Default for SetOnce<T> {
    fn default() -> Self {
        Self::new()
    }
}
