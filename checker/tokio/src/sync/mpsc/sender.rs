//! The end that sends to a bounded channel.

use std::fmt;
use std::time::Duration;

use super::error::{SendError, SendTimeoutError, TrySendError};
use super::{OwnedPermit, Permit, PermitIterator, WeakSender};
use crate::shuffled::my_turn;

/// Sends to a bounded channel. See [tokio's](real::sync::mpsc::Sender).
pub struct Sender<T> {
    pub(super) real: real::sync::mpsc::Sender<T>,
}

impl<T> Sender<T> {
    /// Waits until there is room, and sends a message.
    ///
    /// # Errors
    /// When the receiver is gone or closed; the message comes back.
    ///
    /// # Cancel safety
    /// A call that is dropped has not sent the message, which is lost, and loses its place among those who wait.
    pub async fn send(&self, value: T) -> Result<(), SendError<T>> {
        my_turn().await;
        self.real.send(value).await
    }

    /// Waits until the receiver is gone or closed.
    ///
    /// # Cancel safety
    /// Cancel safe.
    pub async fn closed(&self) {
        my_turn().await;
        self.real.closed().await;
    }

    /// Sends a message if there is room.
    ///
    /// # Errors
    /// When there is none, or the receiver is gone or closed; the message comes back.
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        self.real.try_send(message)
    }

    /// Waits until there is room, but not longer than `timeout`, and sends a message.
    ///
    /// # Errors
    /// When there was none in time, or the receiver is gone or closed; the message comes back.
    ///
    /// # Cancel safety
    /// A call that is dropped has not sent the message, which is lost, and loses its place among those who wait.
    pub async fn send_timeout(&self, value: T, timeout: Duration) -> Result<(), SendTimeoutError<T>> {
        my_turn().await;
        self.real.send_timeout(value, timeout).await
    }

    /// Blocks the thread until there is room, and sends a message.
    ///
    /// # Errors
    /// When the receiver is gone or closed; the message comes back.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_send(&self, value: T) -> Result<(), SendError<T>> {
        self.real.blocking_send(value)
    }

    /// Whether the receiver is gone or closed.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }

    /// Waits until there is room for a message, and keeps it.
    ///
    /// # Errors
    /// When the receiver is gone or closed.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn reserve(&self) -> Result<Permit<'_, T>, SendError<()>> {
        my_turn().await;
        self.real.reserve().await
    }

    /// Waits until there is room for `n` messages, and keeps it.
    ///
    /// # Errors
    /// When the receiver is gone or closed, or the channel is too small.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn reserve_many(&self, n: usize) -> Result<PermitIterator<'_, T>, SendError<()>> {
        my_turn().await;
        self.real.reserve_many(n).await
    }

    /// Waits until there is room for a message, and keeps it together with this sender.
    ///
    /// # Errors
    /// When the receiver is gone or closed.
    ///
    /// # Cancel safety
    /// A call that is dropped drops the sender, and loses its place among those who wait.
    pub async fn reserve_owned(self) -> Result<OwnedPermit<T>, SendError<()>> {
        my_turn().await;
        Ok(OwnedPermit { real: self.real.reserve_owned().await? })
    }

    /// Keeps room for a message if there is any.
    ///
    /// # Errors
    /// When there is none, or the receiver is gone or closed.
    pub fn try_reserve(&self) -> Result<Permit<'_, T>, TrySendError<()>> {
        self.real.try_reserve()
    }

    /// Keeps room for `n` messages if there is so much.
    ///
    /// # Errors
    /// When there is not, or the receiver is gone or closed.
    pub fn try_reserve_many(&self, n: usize) -> Result<PermitIterator<'_, T>, TrySendError<()>> {
        self.real.try_reserve_many(n)
    }

    /// Keeps room for a message if there is any, together with this sender.
    ///
    /// # Errors
    /// When there is none, or the receiver is gone or closed; the sender comes back.
    pub fn try_reserve_owned(self) -> Result<OwnedPermit<T>, TrySendError<Self>> {
        match self.real.try_reserve_owned() {
            Ok(real) => Ok(OwnedPermit { real }),
            Err(TrySendError::Full(real)) => Err(TrySendError::Full(Sender { real })),
            Err(TrySendError::Closed(real)) => Err(TrySendError::Closed(Sender { real })),
        }
    }

    /// Whether both send to the same channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }

    /// For how many messages there is room.
    pub fn capacity(&self) -> usize {
        self.real.capacity()
    }

    /// A sender that does not keep the channel open.
    #[must_use = "Downgrade creates a WeakSender without destroying the original non-weak sender."]
    pub fn downgrade(&self) -> WeakSender<T> {
        WeakSender { real: self.real.downgrade() }
    }

    /// For how many messages there is room when the channel is empty.
    pub fn max_capacity(&self) -> usize {
        self.real.max_capacity()
    }

    /// How many senders keep the channel open.
    pub fn strong_count(&self) -> usize {
        self.real.strong_count()
    }

    /// How many senders do not.
    pub fn weak_count(&self) -> usize {
        self.real.weak_count()
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Sender { real: self.real.clone() }
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
