//! Channels from many senders to one receiver. See [tokio's](real::sync::mpsc).

pub use real::sync::mpsc::*;

mod bounded;
mod unbounded;

pub use bounded::{OwnedPermit, Receiver, Sender, WeakSender, channel};
pub use unbounded::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};
