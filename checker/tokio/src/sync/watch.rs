//! A value that many tasks watch. See [tokio's](real::sync::watch).

use std::fmt;

pub use real::sync::watch::*;

use self::error::{RecvError, SendError};
use crate::shuffled::my_turn;

/// A value, and the two ends to change it and to watch it.
pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real::sync::watch::channel(init);
    (Sender { real: sender }, Receiver { real: receiver })
}

/// Watches the value. See [tokio's](real::sync::watch::Receiver).
pub struct Receiver<T> {
    real: real::sync::watch::Receiver<T>,
}

impl<T> Receiver<T> {
    /// The value as it is now; it does not count as seen.
    pub fn borrow(&self) -> Ref<'_, T> {
        self.real.borrow()
    }

    /// The value as it is now; it counts as seen.
    pub fn borrow_and_update(&mut self) -> Ref<'_, T> {
        self.real.borrow_and_update()
    }

    /// Whether there is a value that was not seen.
    ///
    /// # Errors
    /// When all senders are gone.
    pub fn has_changed(&self) -> Result<bool, RecvError> {
        self.real.has_changed()
    }

    /// Whether all senders are gone.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }

    /// Makes the value count as not seen.
    pub fn mark_changed(&mut self) {
        self.real.mark_changed();
    }

    /// Makes the value count as seen.
    pub fn mark_unchanged(&mut self) {
        self.real.mark_unchanged();
    }

    /// Waits until there is a value that was not seen; it counts as seen then.
    ///
    /// # Errors
    /// When all senders are gone.
    ///
    /// # Cancel safety
    /// Cancel safe: after a call that is dropped no value counts as seen.
    pub async fn changed(&mut self) -> Result<(), RecvError> {
        my_turn().await;
        self.real.changed().await
    }

    /// Waits until there is such a value, be it seen or not; it counts as seen then.
    ///
    /// # Errors
    /// When all senders are gone, and the last value was not such a one.
    ///
    /// # Cancel safety
    /// Cancel safe.
    pub async fn wait_for(&mut self, f: impl FnMut(&T) -> bool) -> Result<Ref<'_, T>, RecvError> {
        my_turn().await;
        self.real.wait_for(f).await
    }

    /// Whether both watch the same value.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        Receiver { real: self.real.clone() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

/// Changes the value. See [tokio's](real::sync::watch::Sender).
#[derive(Default)]
pub struct Sender<T> {
    real: real::sync::watch::Sender<T>,
}

impl<T> Sender<T> {
    /// A value that nobody watches yet.
    pub fn new(init: T) -> Self {
        Sender { real: real::sync::watch::Sender::new(init) }
    }

    /// Changes the value and tells all who watch it.
    ///
    /// # Errors
    /// When nobody watches; the value stays what it was.
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        self.real.send(value)
    }

    /// Changes the value in place and tells all who watch it.
    pub fn send_modify<F>(&self, modify: F)
    where
        F: FnOnce(&mut T),
    {
        self.real.send_modify(modify);
    }

    /// Changes the value in place, and tells all who watch it only if `modify` says so.
    pub fn send_if_modified<F>(&self, modify: F) -> bool
    where
        F: FnOnce(&mut T) -> bool,
    {
        self.real.send_if_modified(modify)
    }

    /// Changes the value, tells all who watch it, and returns what it was.
    pub fn send_replace(&self, value: T) -> T {
        self.real.send_replace(value)
    }

    /// The value as it is now.
    pub fn borrow(&self) -> Ref<'_, T> {
        self.real.borrow()
    }

    /// Whether nobody watches.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }

    /// Waits until nobody watches.
    ///
    /// # Cancel safety
    /// Cancel safe.
    pub async fn closed(&self) {
        my_turn().await;
        self.real.closed().await;
    }

    /// One more to watch; the value as it is now counts as seen.
    pub fn subscribe(&self) -> Receiver<T> {
        Receiver { real: self.real.subscribe() }
    }

    /// How many watch.
    pub fn receiver_count(&self) -> usize {
        self.real.receiver_count()
    }

    /// How many can change the value.
    pub fn sender_count(&self) -> usize {
        self.real.sender_count()
    }

    /// Whether both change the same value.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Sender { real: self.real.clone() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
