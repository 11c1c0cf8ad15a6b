//! What tasks wait for each other with. See [tokio's](real::sync).

// `Notify` is tokio's own. `notify_one` keeps one permit at most, and wakes the one who waits first. A coin in front of
// the wait would change who waits, and a program that is right in tokio's order would lose a permit.
pub use real::sync::*;

mod barrier;
pub mod broadcast;
pub mod mpsc;
mod mutex;
mod mutex_guard;
mod once_cell;
pub mod oneshot;
mod rwlock;
mod semaphore;
mod semaphore_permit;
mod set_once;
pub mod watch;

pub use barrier::Barrier;
pub use mutex::Mutex;
pub use mutex_guard::MutexGuard;
pub use once_cell::OnceCell;
pub use rwlock::RwLock;
pub use semaphore::Semaphore;
pub use semaphore_permit::{OwnedSemaphorePermit, SemaphorePermit};
pub use set_once::SetOnce;
