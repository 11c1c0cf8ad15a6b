//! Tasks that belong together.

use std::future::Future;
use std::pin::Pin;

use real::runtime::Handle;

use super::{AbortHandle, Id, JoinError, LocalSet};
use crate::shuffled::{Shuffled, my_turn};
use crate::waits::placed;
use crate::wrap::wrap;

wrap! {
    /// Tasks that are awaited in the order in which they complete, and aborted when this is dropped. See
    /// [tokio's](real::task::JoinSet).
    pub struct JoinSet<T>(real::task::JoinSet<T>);
}

impl<T> JoinSet<T> {
    /// Creates an empty set. See [tokio's](real::task::JoinSet::new).
    pub fn new() -> Self {
        JoinSet(real::task::JoinSet::new())
    }
}

impl<T: 'static> JoinSet<T> {
    /// Spawns a task in this set. See [tokio's](real::task::JoinSet::spawn).
    #[track_caller]
    pub fn spawn<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        let task: Pin<Box<dyn Future<Output = T> + Send>> = Box::pin(task);
        self.0.spawn(Shuffled::new(task))
    }

    /// Spawns a task in this set, on this runtime. See [tokio's](real::task::JoinSet::spawn_on).
    #[track_caller]
    pub fn spawn_on<F>(&mut self, task: F, handle: &Handle) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        let task: Pin<Box<dyn Future<Output = T> + Send>> = Box::pin(task);
        self.0.spawn_on(Shuffled::new(task), handle)
    }

    /// Spawns a task in this set that stays on this thread. See [tokio's](real::task::JoinSet::spawn_local).
    #[track_caller]
    pub fn spawn_local<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T> + 'static,
    {
        let task: Pin<Box<dyn Future<Output = T>>> = Box::pin(task);
        self.0.spawn_local(Shuffled::new(task))
    }

    /// Spawns a task in this set, on this `LocalSet`. See [tokio's](real::task::JoinSet::spawn_local_on).
    #[track_caller]
    pub fn spawn_local_on<F>(&mut self, task: F, local_set: &LocalSet) -> AbortHandle
    where
        F: Future<Output = T> + 'static,
    {
        let task: Pin<Box<dyn Future<Output = T>>> = Box::pin(task);
        self.0.spawn_local_on(Shuffled::new(task), local_set)
    }

    /// Waits until one of the tasks completes and returns its output; `None` when the set is empty. See
    /// [tokio's](real::task::JoinSet::join_next).
    ///
    /// # Cancel safety
    /// This method is cancel safe. If the call is cancelled, no task was removed from the set.
    #[track_caller]
    pub fn join_next(&mut self) -> impl Future<Output = Option<Result<T, JoinError>>> {
        placed(async move {
            my_turn().await;
            self.0.join_next().await
        })
    }

    /// Waits until one of the tasks completes and returns its output and its id; `None` when the set is empty. See
    /// [tokio's](real::task::JoinSet::join_next_with_id).
    ///
    /// # Cancel safety
    /// This method is cancel safe. If the call is cancelled, no task was removed from the set.
    #[track_caller]
    pub fn join_next_with_id(&mut self) -> impl Future<Output = Option<Result<(Id, T), JoinError>>> {
        placed(async move {
            my_turn().await;
            self.0.join_next_with_id().await
        })
    }

    /// Aborts all tasks and waits for them to finish shutting down. See [tokio's](real::task::JoinSet::shutdown).
    ///
    /// # Cancel safety
    /// If the call is cancelled, all tasks have been aborted, but some may still be in the set.
    #[track_caller]
    pub fn shutdown(&mut self) -> impl Future<Output = ()> {
        placed(async move {
            // Before the turn: tokio's aborts all at the first poll, even if the call is cancelled after it.
            self.abort_all();
            my_turn().await;
            self.0.shutdown().await;
        })
    }

    /// Waits for all tasks and returns their outputs, in the order in which they completed; panics if a task failed. See
    /// [tokio's](real::task::JoinSet::join_all).
    ///
    /// # Cancel safety
    /// This method is not cancel safe. If the call is cancelled, the set is dropped, and the remaining tasks are
    /// aborted.
    #[track_caller]
    pub fn join_all(self) -> impl Future<Output = Vec<T>> {
        placed(async move {
            my_turn().await;
            self.0.join_all().await
        })
    }
}

impl<T> Default for JoinSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, F> FromIterator<F> for JoinSet<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    fn from_iter<I: IntoIterator<Item = F>>(tasks: I) -> Self {
        JoinSet(tasks.into_iter().map(Shuffled::new).collect())
    }
}

impl<T, F> Extend<F> for JoinSet<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    fn extend<I: IntoIterator<Item = F>>(&mut self, tasks: I) {
        self.0.extend(tasks.into_iter().map(Shuffled::new));
    }
}
