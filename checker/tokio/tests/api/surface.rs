//! Every public method of every type that `explored-tokio` has in place of tokio's.
//!
//! `tokio` is whichever of the two the module above chose.

use super::tokio;

#[path = "channels.rs"]
mod channels;
#[path = "locks.rs"]
mod locks;
#[path = "macros.rs"]
mod macros;
#[path = "once.rs"]
mod once;
#[path = "tasks.rs"]
mod tasks;

/// The bounds that learner code may rely on.
fn is_send_and_sync<T: Send + Sync>(_: &T) {}
fn is_unpin<T: Unpin>(_: &T) {}
fn is_static<T: 'static>(_: &T) {}
