//! A value that many tasks watch. See [tokio's](real::sync::watch).

pub use real::sync::watch::*;

use self::error::RecvError;
use crate::shuffled::my_turn;
use crate::waits::placed;
use crate::wrap::{clone, wrap};

/// Creates a channel that holds this value. See [tokio's](real::sync::watch::channel).
pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real::sync::watch::channel(init);
    (Sender(sender), Receiver(receiver))
}

wrap! {
    /// Changes the value. See [tokio's](real::sync::watch::Sender).
    #[derive(Default)]
    pub struct Sender<T>(real::sync::watch::Sender<T>);

    /// Watches the value. See [tokio's](real::sync::watch::Receiver).
    pub struct Receiver<T>(real::sync::watch::Receiver<T>);
}

clone!(Sender, Receiver);

impl<T> Sender<T> {
    /// Creates the sender of a channel without receivers. See [tokio's](real::sync::watch::Sender::new).
    pub fn new(init: T) -> Self {
        Sender(real::sync::watch::Sender::new(init))
    }

    /// Borrows the present value. See [tokio's](real::sync::watch::Sender::borrow).
    // Not left to deref: where `std::borrow::Borrow` is in scope, its method would be found first.
    pub fn borrow(&self) -> Ref<'_, T> {
        self.0.borrow()
    }

    /// Completes when all receivers have been dropped. See [tokio's](real::sync::watch::Sender::closed).
    ///
    /// # Cancel safety
    /// This method is cancel safe.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        placed(async move {
            my_turn().await;
            self.0.closed().await;
        })
    }

    /// Returns a receiver that has seen the present value. See [tokio's](real::sync::watch::Sender::subscribe).
    pub fn subscribe(&self) -> Receiver<T> {
        Receiver(self.0.subscribe())
    }
}

impl<T> Receiver<T> {
    /// Borrows the present value, without marking it as seen. See [tokio's](real::sync::watch::Receiver::borrow).
    // Not left to deref: where `std::borrow::Borrow` is in scope, its method would be found first.
    pub fn borrow(&self) -> Ref<'_, T> {
        self.0.borrow()
    }

    /// Waits for a value that was not seen yet, then marks it as seen. See
    /// [tokio's](real::sync::watch::Receiver::changed).
    ///
    /// # Cancel safety
    /// This method is cancel safe. If the call is cancelled, it has marked no value as seen.
    #[track_caller]
    pub fn changed(&mut self) -> impl Future<Output = Result<(), RecvError>> {
        placed(async move {
            my_turn().await;
            self.0.changed().await
        })
    }

    /// Waits for a value that satisfies `f`, seen or not, then marks it as seen. See
    /// [tokio's](real::sync::watch::Receiver::wait_for).
    ///
    /// # Cancel safety
    /// This method is cancel safe. If the call is cancelled, the last value it has marked as seen, if any, does not
    /// satisfy `f`.
    #[track_caller]
    pub fn wait_for(
        &mut self,
        f: impl FnMut(&T) -> bool,
    ) -> impl Future<Output = Result<Ref<'_, T>, RecvError>> {
        placed(async move {
            my_turn().await;
            self.0.wait_for(f).await
        })
    }
}
