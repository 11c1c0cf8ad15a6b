//! A channel without a limit.

use crate::shuffled::my_turn;
use crate::waits::placed;
use crate::wrap::{clone, wrap};

/// Creates a channel without a limit. See [tokio's](real::sync::mpsc::unbounded_channel).
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let (sender, receiver) = real::sync::mpsc::unbounded_channel();
    (UnboundedSender(sender), UnboundedReceiver(receiver))
}

wrap! {
    /// Sends values to the receiver. See [tokio's](real::sync::mpsc::UnboundedSender).
    pub struct UnboundedSender<T>(real::sync::mpsc::UnboundedSender<T>);

    /// A sender that does not keep the channel open. See [tokio's](real::sync::mpsc::WeakUnboundedSender).
    pub struct WeakUnboundedSender<T>(real::sync::mpsc::WeakUnboundedSender<T>);

    /// Receives the values. See [tokio's](real::sync::mpsc::UnboundedReceiver).
    pub struct UnboundedReceiver<T>(real::sync::mpsc::UnboundedReceiver<T>);
}

clone!(UnboundedSender, WeakUnboundedSender);

impl<T> UnboundedSender<T> {
    /// Completes when the receiver has been dropped or closed. See [tokio's](real::sync::mpsc::UnboundedSender::closed).
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

    /// Returns a sender that does not keep the channel open. See
    /// [tokio's](real::sync::mpsc::UnboundedSender::downgrade).
    #[must_use = "Downgrade creates a WeakSender without destroying the original non-weak sender."]
    pub fn downgrade(&self) -> WeakUnboundedSender<T> {
        WeakUnboundedSender(self.0.downgrade())
    }
}

impl<T> WeakUnboundedSender<T> {
    /// Returns a sender, unless the channel is closed. See [tokio's](real::sync::mpsc::WeakUnboundedSender::upgrade).
    pub fn upgrade(&self) -> Option<UnboundedSender<T>> {
        self.0.upgrade().map(UnboundedSender)
    }
}

impl<T> UnboundedReceiver<T> {
    /// Receives the next value; `None` when the channel is closed and empty. See
    /// [tokio's](real::sync::mpsc::UnboundedReceiver::recv).
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
    /// empty. See [tokio's](real::sync::mpsc::UnboundedReceiver::recv_many).
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
