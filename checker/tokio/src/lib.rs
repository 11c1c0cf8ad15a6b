//! tokio, in which a test can choose the order in which tasks get their turns.
//!
//! Everything is tokio's own, except that whatever starts a task and whatever waits lets others go first by the toss of
//! a seeded coin, as long as a [`schedule`] is in force on the thread. tokio promises no order there: any of its
//! operations may yield (`tokio::task::coop` docs), and on several threads tasks run side by side.
//!
//! # How it is built
//! A type that tosses the coin wraps tokio's and derefs to it. It has only the methods that deref cannot provide: those
//! that wait, constructors, those that take `self` by value or as an `Arc`, and those that return another wrapper. A
//! method that waits tosses the coin, then awaits tokio's method of the same name. All other methods are tokio's own.
//!
//! # Where they wait
//! A wait notes the `.await` that it stands at ([`waits`]), so that a run that does not end can be told with its lines. Not
//! noted are `JoinHandle`s, timers, the owned guards, and what is polled by hand.
//!
//! # What is not covered
//! Tasks that are started by `runtime::Handle::spawn`, `Runtime::spawn`, `LocalRuntime` or a `LocalSet`'s own methods,
//! and the future that `block_on` runs, keep tokio's own order, and a busy loop in them is not found. `Notify`,
//! `JoinHandle`, the timer, `select!`, and all `poll_*`, `try_*` and `blocking_*` methods are tokio's own too; the
//! runtime's `rng_seed` chooses for `select!`. `OwnedMutexGuard::mutex` and the owned guards' `rwlock` lead to tokio's
//! own lock, which is another type than this crate's. Where something is not covered fewer orders are tried; verdicts
//! about those that are tried stay right.
//!
//! # What does not compile
//! A method that is reached by deref can be called, but not named by a path: write `|sender| sender.capacity()`, not
//! `Sender::capacity`. If it takes `&mut self`, its arguments cannot use the same variable.

pub use real::*;

mod join;
pub mod sync;
pub mod task;
mod wrap;
pub use task::spawn;

#[doc(hidden)]
pub mod branch;
#[doc(hidden)]
pub mod schedule;
#[doc(hidden)]
pub mod shuffled;
#[doc(hidden)]
pub mod waits;
