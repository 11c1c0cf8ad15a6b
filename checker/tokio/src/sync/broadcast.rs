//! A channel from which every receiver gets every message. See [tokio's](real::sync::broadcast).

pub use real::sync::broadcast::*;

use self::error::RecvError;
use crate::shuffled::my_turn;
use crate::waits::placed;
use crate::wrap::{clone, wrap};

/// Creates a channel that keeps `capacity` messages for slow receivers. See [tokio's](real::sync::broadcast::channel).
#[track_caller]
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real::sync::broadcast::channel(capacity);
    (Sender(sender), Receiver(receiver))
}

wrap! {
    /// Sends values to all receivers. See [tokio's](real::sync::broadcast::Sender).
    pub struct Sender<T>(real::sync::broadcast::Sender<T>);

    /// A sender that does not keep the channel open. See [tokio's](real::sync::broadcast::WeakSender).
    pub struct WeakSender<T>(real::sync::broadcast::WeakSender<T>);

    /// Receives every value. See [tokio's](real::sync::broadcast::Receiver).
    pub struct Receiver<T>(real::sync::broadcast::Receiver<T>);
}

clone!(Sender, WeakSender);

impl<T> Sender<T> {
    /// Creates the sender of a channel without receivers. See [tokio's](real::sync::broadcast::Sender::new).
    #[track_caller]
    pub fn new(capacity: usize) -> Self {
        Sender(real::sync::broadcast::Sender::new(capacity))
    }

    /// Returns a receiver of the values sent from now on. See [tokio's](real::sync::broadcast::Sender::subscribe).
    pub fn subscribe(&self) -> Receiver<T> {
        Receiver(self.0.subscribe())
    }

    /// Returns a sender that does not keep the channel open. See [tokio's](real::sync::broadcast::Sender::downgrade).
    #[must_use = "Downgrade creates a WeakSender without destroying the original non-weak sender."]
    pub fn downgrade(&self) -> WeakSender<T> {
        WeakSender(self.0.downgrade())
    }

    /// Completes when there is no receiver. See [tokio's](real::sync::broadcast::Sender::closed).
    ///
    /// # Cancel safety
    /// This method is cancel safe: it changes nothing.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        placed(async move {
            my_turn().await;
            self.0.closed().await;
        })
    }
}

impl<T> WeakSender<T> {
    /// Returns a sender, unless the channel is closed. See [tokio's](real::sync::broadcast::WeakSender::upgrade).
    #[must_use]
    pub fn upgrade(&self) -> Option<Sender<T>> {
        self.0.upgrade().map(Sender)
    }
}

impl<T: Clone> Receiver<T> {
    /// Returns one more receiver, of the values sent from now on. See
    /// [tokio's](real::sync::broadcast::Receiver::resubscribe).
    pub fn resubscribe(&self) -> Self {
        Receiver(self.0.resubscribe())
    }

    /// Receives the next value. A receiver that fell behind is told how many values it missed. See
    /// [tokio's](real::sync::broadcast::Receiver::recv).
    ///
    /// # Cancel safety
    /// This method is cancel safe. If the call is cancelled, no message was received.
    #[track_caller]
    pub fn recv(&mut self) -> impl Future<Output = Result<T, RecvError>> {
        placed(async move {
            my_turn().await;
            self.0.recv().await
        })
    }
}
