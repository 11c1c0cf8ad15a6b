//! The ends that send to an unbounded channel.

use std::fmt;

use super::error::SendError;
use crate::shuffled::my_turn;

/// Sends to an unbounded channel. See [tokio's](real::sync::mpsc::UnboundedSender).
pub struct UnboundedSender<T> {
    pub(super) real: real::sync::mpsc::UnboundedSender<T>,
}

impl<T> UnboundedSender<T> {
    /// Sends a message, without waiting.
    ///
    /// # Errors
    /// When the receiver is gone or closed; the message comes back.
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.real.send(message)
    }

    /// Waits until the receiver is gone or closed.
    ///
    /// # Cancel safety
    /// Cancel safe.
    pub async fn closed(&self) {
        my_turn().await;
        self.real.closed().await;
    }

    /// Whether the receiver is gone or closed.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }

    /// Whether both send to the same channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }

    /// A sender that does not keep the channel open.
    #[must_use = "Downgrade creates a WeakSender without destroying the original non-weak sender."]
    pub fn downgrade(&self) -> WeakUnboundedSender<T> {
        WeakUnboundedSender { real: self.real.downgrade() }
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

impl<T> Clone for UnboundedSender<T> {
    fn clone(&self) -> Self {
        UnboundedSender { real: self.real.clone() }
    }
}

impl<T> fmt::Debug for UnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

/// A sender that does not keep its channel open. See [tokio's](real::sync::mpsc::WeakUnboundedSender).
pub struct WeakUnboundedSender<T> {
    real: real::sync::mpsc::WeakUnboundedSender<T>,
}

impl<T> WeakUnboundedSender<T> {
    /// A sender that keeps the channel open; `None` when it is closed already.
    pub fn upgrade(&self) -> Option<UnboundedSender<T>> {
        Some(UnboundedSender { real: self.real.upgrade()? })
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

impl<T> Clone for WeakUnboundedSender<T> {
    fn clone(&self) -> Self {
        WeakUnboundedSender { real: self.real.clone() }
    }
}

impl<T> fmt::Debug for WeakUnboundedSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
