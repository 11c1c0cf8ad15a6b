//! What tasks wait for each other with. See [tokio's](real::sync).

// `Notify` is tokio's own. `notify_one` keeps one permit at most, and wakes the task that waits first. A coin in front of
// the wait would change which task waits, and a program that is right in tokio's order would lose a permit.
pub use real::sync::*;

mod barrier;
pub mod broadcast;
pub mod mpsc;
mod mutex;
mod mutex_guard;
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
pub use once_cell::OnceCell;
pub use owned_semaphore_permit::OwnedSemaphorePermit;
pub use rwlock::RwLock;
pub use semaphore::{Semaphore, SemaphorePermit};
pub use set_once::SetOnce;
