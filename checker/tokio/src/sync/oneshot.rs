//! A channel for one message. See [tokio's](real::sync::oneshot).

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

pub use real::sync::oneshot::*;

use self::error::{RecvError, TryRecvError};
use crate::shuffled::{my_turn, poll_turn};

/// A channel for one message.
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real::sync::oneshot::channel();
    (Sender { real: sender }, Receiver { held: Some(0), real: receiver })
}

/// Sends the message. See [tokio's](real::sync::oneshot::Sender).
pub struct Sender<T> {
    real: real::sync::oneshot::Sender<T>,
}

impl<T> Sender<T> {
    /// Sends the message, without waiting.
    ///
    /// # Errors
    /// When the receiver is gone or closed; the message comes back.
    pub fn send(self, t: T) -> Result<(), T> {
        self.real.send(t)
    }

    /// Waits until the receiver is gone or closed.
    ///
    /// # Cancel safety
    /// Cancel safe.
    pub async fn closed(&mut self) {
        my_turn().await;
        self.real.closed().await;
    }

    /// Whether the receiver is gone or closed.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }

    /// Polls whether the receiver is gone or closed.
    pub fn poll_closed(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.real.poll_closed(cx)
    }
}

impl<T: fmt::Debug> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

/// Completes when the message was sent, or with an error when it never will be.
///
/// See [tokio's](real::sync::oneshot::Receiver).
///
/// # Cancel safety
/// Cancel safe: wait with `&mut receiver`, and the receiver is still there when the wait is dropped.
pub struct Receiver<T> {
    /// How often it let others go first; `None` when it has begun to wait.
    held: Option<u32>,
    real: real::sync::oneshot::Receiver<T>,
}

impl<T> Receiver<T> {
    /// Takes no message any more, except the one that was sent.
    pub fn close(&mut self) {
        self.real.close();
    }

    /// Whether it has completed.
    pub fn is_terminated(&self) -> bool {
        self.real.is_terminated()
    }

    /// Whether there is no message here.
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }

    /// Takes the message if it is here.
    ///
    /// # Errors
    /// When it is not here yet, or never will be.
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        self.real.try_recv()
    }

    /// Blocks the thread until the message is here.
    ///
    /// # Errors
    /// When it never will be.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_recv(self) -> Result<T, RecvError> {
        self.real.blocking_recv()
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        if let Some(held) = &mut this.held {
            ready!(poll_turn(held, cx));
            this.held = None;
        }
        Pin::new(&mut this.real).poll(cx)
    }
}

impl<T: fmt::Debug> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
