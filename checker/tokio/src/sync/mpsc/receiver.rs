//! The end that receives from a bounded channel.

use std::fmt;
use std::task::{Context, Poll};

use super::error::TryRecvError;
use crate::shuffled::my_turn;

/// Receives from a bounded channel. See [tokio's](real::sync::mpsc::Receiver).
pub struct Receiver<T> {
    pub(super) real: real::sync::mpsc::Receiver<T>,
}

impl<T> Receiver<T> {
    /// Waits for the next message; `None` when there will be none.
    ///
    /// # Cancel safety
    /// Cancel safe: a call that is dropped has received nothing.
    pub async fn recv(&mut self) -> Option<T> {
        my_turn().await;
        self.real.recv().await
    }

    /// Waits for the next messages and appends up to `limit` of them; returns how many, and 0 when there will be none.
    ///
    /// # Cancel safety
    /// Cancel safe: a call that is dropped has received nothing.
    pub async fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {
        my_turn().await;
        self.real.recv_many(buffer, limit).await
    }

    /// Takes the next message if it is here.
    ///
    /// # Errors
    /// When it is not, or there will be none.
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        self.real.try_recv()
    }

    /// Blocks the thread until the next message is here; `None` when there will be none.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_recv(&mut self) -> Option<T> {
        self.real.blocking_recv()
    }

    /// Blocks the thread until the next messages are here, and appends up to `limit` of them; returns how many.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {
        self.real.blocking_recv_many(buffer, limit)
    }

    /// Takes no messages any more, except those that were sent.
    pub fn close(&mut self) {
        self.real.close();
    }

    /// Whether it is closed, or all senders are gone.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }

    /// Whether no message is here.
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }

    /// How many messages are here.
    pub fn len(&self) -> usize {
        self.real.len()
    }

    /// For how many messages there is room.
    pub fn capacity(&self) -> usize {
        self.real.capacity()
    }

    /// For how many messages there is room when the channel is empty.
    pub fn max_capacity(&self) -> usize {
        self.real.max_capacity()
    }

    /// Polls for the next message.
    pub fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        self.real.poll_recv(cx)
    }

    /// Polls for the next messages, and appends up to `limit` of them.
    pub fn poll_recv_many(&mut self, cx: &mut Context<'_>, buffer: &mut Vec<T>, limit: usize) -> Poll<usize> {
        self.real.poll_recv_many(cx, buffer, limit)
    }

    /// How many senders keep the channel open.
    pub fn sender_strong_count(&self) -> usize {
        self.real.sender_strong_count()
    }

    /// How many senders do not.
    pub fn sender_weak_count(&self) -> usize {
        self.real.sender_weak_count()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
