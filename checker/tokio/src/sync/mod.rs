//! What tasks wait for each other with. See [tokio's](real::sync).

pub use real::sync::*;

mod barrier;
pub mod broadcast;
pub mod mpsc;
mod mutex;
mod mutex_guard;
mod notify;
mod once_cell;
pub mod oneshot;
mod owned_semaphore_permit;
mod rwlock;
mod semaphore;
mod set_once;
pub mod watch;

pub use barrier::Barrier;
pub use mutex::Mutex;
pub use mutex_guard::MutexGuard;
pub use notify::Notify;
pub use once_cell::OnceCell;
pub use owned_semaphore_permit::OwnedSemaphorePermit;
pub use rwlock::RwLock;
pub use semaphore::{Semaphore, SemaphorePermit};
pub use set_once::SetOnce;

/// Futures that have a name. See [tokio's](real::sync::futures).
pub mod futures {
    pub use super::notify::{Notified, OwnedNotified};
}
