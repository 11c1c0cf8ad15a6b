//! A channel in which everybody receives every message. See [tokio's](real::sync::broadcast).

use std::fmt;

pub use real::sync::broadcast::*;

use self::error::{RecvError, SendError, TryRecvError};
use crate::shuffled::my_turn;

/// A channel that keeps this many messages for those who are late.
///
/// # Panics
/// When `capacity` is 0 or more than `usize::MAX / 2`.
#[track_caller]
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real::sync::broadcast::channel(capacity);
    (Sender { real: sender }, Receiver { real: receiver })
}

/// Sends messages. See [tokio's](real::sync::broadcast::Sender).
pub struct Sender<T> {
    real: real::sync::broadcast::Sender<T>,
}

impl<T> Sender<T> {
    /// A channel that nobody receives from yet.
    ///
    /// # Panics
    /// When `capacity` is 0 or more than `usize::MAX / 2`.
    #[track_caller]
    pub fn new(capacity: usize) -> Self {
        Sender { real: real::sync::broadcast::Sender::new(capacity) }
    }

    /// Sends a message, without waiting; returns how many may receive it.
    ///
    /// # Errors
    /// When there is nobody to receive it; the message comes back.
    pub fn send(&self, value: T) -> Result<usize, SendError<T>> {
        self.real.send(value)
    }

    /// One more who receives, from the next message on.
    pub fn subscribe(&self) -> Receiver<T> {
        Receiver { real: self.real.subscribe() }
    }

    /// A sender that does not keep the channel open.
    #[must_use = "Downgrade creates a WeakSender without destroying the original non-weak sender."]
    pub fn downgrade(&self) -> WeakSender<T> {
        WeakSender { real: self.real.downgrade() }
    }

    /// How many messages somebody has still to receive.
    pub fn len(&self) -> usize {
        self.real.len()
    }

    /// Whether all have received all messages.
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }

    /// How many receive.
    pub fn receiver_count(&self) -> usize {
        self.real.receiver_count()
    }

    /// Whether both send to the same channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }

    /// Waits until nobody receives.
    ///
    /// # Cancel safety
    /// Cancel safe.
    pub async fn closed(&self) {
        my_turn().await;
        self.real.closed().await;
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

/// A sender that does not keep the channel open. See [tokio's](real::sync::broadcast::WeakSender).
pub struct WeakSender<T> {
    real: real::sync::broadcast::WeakSender<T>,
}

impl<T> WeakSender<T> {
    /// A sender that keeps the channel open; `None` when it is closed already.
    #[must_use]
    pub fn upgrade(&self) -> Option<Sender<T>> {
        Some(Sender { real: self.real.upgrade()? })
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

impl<T> Clone for WeakSender<T> {
    fn clone(&self) -> Self {
        WeakSender { real: self.real.clone() }
    }
}

impl<T> fmt::Debug for WeakSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

/// Receives every message. See [tokio's](real::sync::broadcast::Receiver).
pub struct Receiver<T> {
    real: real::sync::broadcast::Receiver<T>,
}

impl<T> Receiver<T> {
    /// How many messages are here, those included that were lost.
    pub fn len(&self) -> usize {
        self.real.len()
    }

    /// Whether no message is here.
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }

    /// Whether both receive from the same channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }

    /// How many senders keep the channel open.
    pub fn sender_strong_count(&self) -> usize {
        self.real.sender_strong_count()
    }

    /// How many senders do not.
    pub fn sender_weak_count(&self) -> usize {
        self.real.sender_weak_count()
    }

    /// Whether all senders are gone.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }
}

impl<T: Clone> Receiver<T> {
    /// One more who receives, from the next message on.
    pub fn resubscribe(&self) -> Self {
        Receiver { real: self.real.resubscribe() }
    }

    /// Waits for the next message.
    ///
    /// # Errors
    /// When messages were lost, because this receiver was late; or when all senders are gone.
    ///
    /// # Cancel safety
    /// Cancel safe: a call that is dropped has received nothing.
    pub async fn recv(&mut self) -> Result<T, RecvError> {
        my_turn().await;
        self.real.recv().await
    }

    /// Takes the next message if it is here.
    ///
    /// # Errors
    /// When it is not, when messages were lost, or when all senders are gone.
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        self.real.try_recv()
    }

    /// Blocks the thread until the next message is here.
    ///
    /// # Errors
    /// When messages were lost, or when all senders are gone.
    ///
    /// # Panics
    /// Within a task.
    pub fn blocking_recv(&mut self) -> Result<T, RecvError> {
        self.real.blocking_recv()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
