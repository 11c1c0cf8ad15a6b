//! A channel for one message. See [tokio's](real::sync::oneshot).

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

pub use real::sync::oneshot::*;

use self::error::RecvError;
use crate::shuffled::{my_turn, poll_turn};
use crate::waits::{Noted, placed};
use crate::wrap::wrap;

/// Creates a channel for one message. See [tokio's](real::sync::oneshot::channel).
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real::sync::oneshot::channel();
    (Sender(sender), Receiver(receiver, Turn { held: Some(0), place: Noted::here() }))
}

wrap! {
    /// Sends the message. See [tokio's](real::sync::oneshot::Sender).
    pub struct Sender<T>(real::sync::oneshot::Sender<T>);

    /// Completes when the message was sent, or with an error when the sender is gone. See
    /// [tokio's](real::sync::oneshot::Receiver).
    ///
    /// # Cancel safety
    /// Awaiting a `&mut Receiver` is cancel safe. If the wait is cancelled, no message was received.
    pub struct Receiver<T>(
        real::sync::oneshot::Receiver<T>,
        Turn,
    );
}

#[derive(Debug)]
struct Turn {
    /// How often it has let others go first; `None` once it waits for the message.
    held: Option<u32>,
    place: Noted,
}

impl<T> Sender<T> {
    /// Sends the message; returns it when the receiver is gone. See [tokio's](real::sync::oneshot::Sender::send).
    pub fn send(self, t: T) -> Result<(), T> {
        self.0.send(t)
    }

    /// Waits until the receiver is dropped or closed. See [tokio's](real::sync::oneshot::Sender::closed).
    ///
    /// # Cancel safety
    /// This method is cancel safe: it changes nothing.
    #[track_caller]
    pub fn closed(&mut self) -> impl Future<Output = ()> {
        placed(async move {
            my_turn().await;
            self.0.closed().await;
        })
    }
}

impl<T> Receiver<T> {
    /// Blocks the thread until the message was sent. See [tokio's](real::sync::oneshot::Receiver::blocking_recv).
    #[track_caller]
    pub fn blocking_recv(self) -> Result<T, RecvError> {
        self.0.blocking_recv()
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Receiver(real, Turn { held, place }) = self.get_mut();
        place.poll(|| {
            if let Some(times) = held {
                ready!(poll_turn(times, cx));
                *held = None;
            }
            Pin::new(real).poll(cx)
        })
    }
}
