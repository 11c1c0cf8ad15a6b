//! A channel that holds a limited number of messages.

use std::time::Duration;

use super::error::{SendError, SendTimeoutError, TrySendError};
use super::{Permit, PermitIterator};
use crate::shuffled::my_turn;
use crate::waits::placed;
use crate::wrap::{clone, wrap};

/// Creates a channel that holds up to `buffer` messages. See [tokio's](real::sync::mpsc::channel).
#[track_caller]
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real::sync::mpsc::channel(buffer);
    (Sender(sender), Receiver(receiver))
}

wrap! {
    /// Sends values to the receiver. See [tokio's](real::sync::mpsc::Sender).
    pub struct Sender<T>(real::sync::mpsc::Sender<T>);

    /// A sender that does not keep the channel open. See [tokio's](real::sync::mpsc::WeakSender).
    pub struct WeakSender<T>(real::sync::mpsc::WeakSender<T>);

    /// Receives the values. See [tokio's](real::sync::mpsc::Receiver).
    pub struct Receiver<T>(real::sync::mpsc::Receiver<T>);

    /// Capacity for one message, together with the sender. See [tokio's](real::sync::mpsc::OwnedPermit).
    pub struct OwnedPermit<T>(real::sync::mpsc::OwnedPermit<T>);
}

clone!(Sender, WeakSender);

impl<T> Sender<T> {
    /// Sends a value, waiting until there is capacity. See [tokio's](real::sync::mpsc::Sender::send).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the message was not sent and is lost, and so is the place in the queue.
    #[track_caller]
    pub fn send(&self, value: T) -> impl Future<Output = Result<(), SendError<T>>> {
        placed(async move {
            my_turn().await;
            self.0.send(value).await
        })
    }

    /// Sends a value, waiting until there is capacity, but only for a limited time. See
    /// [tokio's](real::sync::mpsc::Sender::send_timeout).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the message was not sent and is lost, and so is the place in the queue.
    #[track_caller]
    pub fn send_timeout(
        &self,
        value: T,
        timeout: Duration,
    ) -> impl Future<Output = Result<(), SendTimeoutError<T>>> {
        placed(async move {
            my_turn().await;
            self.0.send_timeout(value, timeout).await
        })
    }

    /// Completes when the receiver has been dropped or closed. See [tokio's](real::sync::mpsc::Sender::closed).
    ///
    /// # Cancel safety
    /// This method is cancel safe. Once the channel is closed, it stays closed.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        placed(async move {
            my_turn().await;
            self.0.closed().await;
        })
    }

    /// Waits for capacity to send one message, and reserves it for the caller. See
    /// [tokio's](real::sync::mpsc::Sender::reserve).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn reserve(&self) -> impl Future<Output = Result<Permit<'_, T>, SendError<()>>> {
        placed(async move {
            my_turn().await;
            self.0.reserve().await
        })
    }

    /// Waits for capacity to send `n` messages, and reserves it for the caller. See
    /// [tokio's](real::sync::mpsc::Sender::reserve_many).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn reserve_many(
        &self,
        n: usize,
    ) -> impl Future<Output = Result<PermitIterator<'_, T>, SendError<()>>> {
        placed(async move {
            my_turn().await;
            self.0.reserve_many(n).await
        })
    }

    /// Waits for capacity to send one message, and returns a permit that owns this sender. See
    /// [tokio's](real::sync::mpsc::Sender::reserve_owned).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the sender is dropped and the place in the queue is lost.
    #[track_caller]
    pub fn reserve_owned(self) -> impl Future<Output = Result<OwnedPermit<T>, SendError<()>>> {
        placed(async move {
            my_turn().await;
            self.0.reserve_owned().await.map(OwnedPermit)
        })
    }

    /// Reserves capacity for one message if there is any, and returns a permit that owns this sender. See
    /// [tokio's](real::sync::mpsc::Sender::try_reserve_owned).
    pub fn try_reserve_owned(self) -> Result<OwnedPermit<T>, TrySendError<Self>> {
        self.0.try_reserve_owned().map(OwnedPermit).map_err(|error| match error {
            TrySendError::Full(sender) => TrySendError::Full(Sender(sender)),
            TrySendError::Closed(sender) => TrySendError::Closed(Sender(sender)),
        })
    }

    /// Returns a sender that does not keep the channel open. See [tokio's](real::sync::mpsc::Sender::downgrade).
    #[must_use = "Downgrade creates a WeakSender without destroying the original non-weak sender."]
    pub fn downgrade(&self) -> WeakSender<T> {
        WeakSender(self.0.downgrade())
    }
}

impl<T> WeakSender<T> {
    /// Returns a sender, unless the channel is closed. See [tokio's](real::sync::mpsc::WeakSender::upgrade).
    pub fn upgrade(&self) -> Option<Sender<T>> {
        self.0.upgrade().map(Sender)
    }
}

impl<T> Receiver<T> {
    /// Receives the next value; `None` when the channel is closed and empty. See
    /// [tokio's](real::sync::mpsc::Receiver::recv).
    ///
    /// # Cancel safety
    /// This method is cancel safe. If the call is cancelled, no message was received.
    #[track_caller]
    pub fn recv(&mut self) -> impl Future<Output = Option<T>> {
        placed(async move {
            my_turn().await;
            self.0.recv().await
        })
    }

    /// Receives up to `limit` values and appends them to `buffer`. Returns how many, 0 when the channel is closed and
    /// empty. See [tokio's](real::sync::mpsc::Receiver::recv_many).
    ///
    /// # Cancel safety
    /// This method is cancel safe. If the call is cancelled, no message was received.
    #[track_caller]
    pub fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> impl Future<Output = usize> {
        placed(async move {
            my_turn().await;
            self.0.recv_many(buffer, limit).await
        })
    }
}

impl<T> OwnedPermit<T> {
    /// Sends a value with the reserved capacity, and returns the sender. See
    /// [tokio's](real::sync::mpsc::OwnedPermit::send).
    pub fn send(self, value: T) -> Sender<T> {
        Sender(self.0.send(value))
    }

    /// Gives the reserved capacity back, and returns the sender. See
    /// [tokio's](real::sync::mpsc::OwnedPermit::release).
    pub fn release(self) -> Sender<T> {
        Sender(self.0.release())
    }
}
