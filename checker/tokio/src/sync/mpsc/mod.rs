//! Channels from many senders to one receiver. See [tokio's](real::sync::mpsc).

pub use real::sync::mpsc::*;

mod owned_permit;
mod receiver;
mod sender;
mod unbounded_receiver;
mod unbounded_sender;
mod weak_sender;

pub use owned_permit::OwnedPermit;
pub use receiver::Receiver;
pub use sender::Sender;
pub use unbounded_receiver::UnboundedReceiver;
pub use unbounded_sender::{UnboundedSender, WeakUnboundedSender};
pub use weak_sender::WeakSender;

/// A channel for up to `buffer` messages at a time; who sends to a full one waits.
///
/// # Panics
/// When `buffer` is 0, or more than a semaphore has permits.
#[track_caller]
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = real::sync::mpsc::channel(buffer);
    (Sender { real: sender }, Receiver { real: receiver })
}

/// A channel that is never full.
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let (sender, receiver) = real::sync::mpsc::unbounded_channel();
    (UnboundedSender { real: sender }, UnboundedReceiver { real: receiver })
}
