//! Room for a message, together with a sender.

use std::fmt;

use super::Sender;

/// Room for a message, together with a sender. See [tokio's](real::sync::mpsc::OwnedPermit).
pub struct OwnedPermit<T> {
    pub(super) real: real::sync::mpsc::OwnedPermit<T>,
}

impl<T> OwnedPermit<T> {
    /// Sends a message, without waiting.
    pub fn send(self, value: T) -> Sender<T> {
        Sender { real: self.real.send(value) }
    }

    /// Gives the room back.
    pub fn release(self) -> Sender<T> {
        Sender { real: self.real.release() }
    }

    /// Whether both are room in the same channel.
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }

    /// Whether this is room in the channel of this sender.
    pub fn same_channel_as_sender(&self, sender: &Sender<T>) -> bool {
        self.real.same_channel_as_sender(&sender.real)
    }
}

impl<T> fmt::Debug for OwnedPermit<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
