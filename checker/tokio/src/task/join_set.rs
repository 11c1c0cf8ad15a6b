//! Tasks that belong together.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use real::runtime::Handle;

use super::{AbortHandle, Id, JoinError, LocalSet};
use crate::shuffled::{Shuffled, my_turn};

/// Tasks that are waited for in the order in which they complete, and aborted when this is dropped.
///
/// See [tokio's](real::task::JoinSet).
pub struct JoinSet<T> {
    real: real::task::JoinSet<T>,
}

impl<T> JoinSet<T> {
    /// An empty set.
    pub fn new() -> Self {
        JoinSet { real: real::task::JoinSet::new() }
    }

    /// How many tasks are in the set.
    pub fn len(&self) -> usize {
        self.real.len()
    }

    /// Whether no task is in the set.
    pub fn is_empty(&self) -> bool {
        self.real.is_empty()
    }
}

impl<T: 'static> JoinSet<T> {
    /// Starts a task in this set.
    ///
    /// # Panics
    /// Outside a runtime.
    #[track_caller]
    pub fn spawn<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T>,
        F: Send + 'static,
        T: Send,
    {
        let task: Pin<Box<dyn Future<Output = T> + Send>> = Box::pin(task);
        self.real.spawn(Shuffled::new(task))
    }

    /// Starts a task in this set, on this runtime.
    #[track_caller]
    pub fn spawn_on<F>(&mut self, task: F, handle: &Handle) -> AbortHandle
    where
        F: Future<Output = T>,
        F: Send + 'static,
        T: Send,
    {
        let task: Pin<Box<dyn Future<Output = T> + Send>> = Box::pin(task);
        self.real.spawn_on(Shuffled::new(task), handle)
    }

    /// Starts a task in this set that stays on this thread.
    ///
    /// # Panics
    /// Outside a `LocalSet` and a `LocalRuntime`.
    #[track_caller]
    pub fn spawn_local<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T>,
        F: 'static,
    {
        let task: Pin<Box<dyn Future<Output = T>>> = Box::pin(task);
        self.real.spawn_local(Shuffled::new(task))
    }

    /// Starts a task in this set, on this `LocalSet`, which may begin to run later.
    #[track_caller]
    pub fn spawn_local_on<F>(&mut self, task: F, local_set: &LocalSet) -> AbortHandle
    where
        F: Future<Output = T>,
        F: 'static,
    {
        let task: Pin<Box<dyn Future<Output = T>>> = Box::pin(task);
        self.real.spawn_local_on(Shuffled::new(task), local_set)
    }

    /// Runs blocking code on a thread of its own, as a task of this set.
    ///
    /// # Panics
    /// Outside a runtime.
    #[track_caller]
    pub fn spawn_blocking<F>(&mut self, f: F) -> AbortHandle
    where
        F: FnOnce() -> T,
        F: Send + 'static,
        T: Send,
    {
        self.real.spawn_blocking(f)
    }

    /// Runs blocking code on a thread of this runtime, as a task of this set.
    #[track_caller]
    pub fn spawn_blocking_on<F>(&mut self, f: F, handle: &Handle) -> AbortHandle
    where
        F: FnOnce() -> T,
        F: Send + 'static,
        T: Send,
    {
        self.real.spawn_blocking_on(f, handle)
    }

    /// Waits until a task completes and takes it out of the set; `None` when the set is empty.
    ///
    /// # Cancel safety
    /// Cancel safe: a call that is dropped has taken no task out of the set.
    pub async fn join_next(&mut self) -> Option<Result<T, JoinError>> {
        my_turn().await;
        self.real.join_next().await
    }

    /// Waits as `join_next` does, and also says which task it was.
    ///
    /// # Cancel safety
    /// Cancel safe: a call that is dropped has taken no task out of the set.
    pub async fn join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {
        my_turn().await;
        self.real.join_next_with_id().await
    }

    /// Takes a task that has completed out of the set, if there is one.
    pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {
        self.real.try_join_next()
    }

    /// Takes a task that has completed out of the set, if there is one, and also says which it was.
    pub fn try_join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {
        self.real.try_join_next_with_id()
    }

    /// Aborts all tasks and waits until they are gone.
    ///
    /// # Cancel safety
    /// A call that is dropped has aborted all tasks, but some may still be in the set.
    pub async fn shutdown(&mut self) {
        // Not after the turn: in tokio the first poll aborts all, also of a call that is dropped then.
        self.abort_all();
        my_turn().await;
        while self.real.join_next().await.is_some() {}
    }

    /// Waits for all tasks; their outputs come in the order in which they completed.
    ///
    /// # Panics
    /// When a task has panicked or was aborted.
    ///
    /// # Cancel safety
    /// Not cancel safe: a call that is dropped drops the set, and so aborts the tasks that are left.
    pub async fn join_all(self) -> Vec<T> {
        my_turn().await;
        self.real.join_all().await
    }

    /// Aborts all tasks, and leaves them in the set.
    pub fn abort_all(&mut self) {
        self.real.abort_all();
    }

    /// Takes all tasks out of the set; they run on.
    pub fn detach_all(&mut self) {
        self.real.detach_all();
    }

    /// Polls for a task that has completed, and takes it out of the set.
    pub fn poll_join_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, JoinError>>> {
        self.real.poll_join_next(cx)
    }

    /// Polls for a task that has completed, takes it out of the set and says which it was.
    pub fn poll_join_next_with_id(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(Id, T), JoinError>>> {
        self.real.poll_join_next_with_id(cx)
    }
}

impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

impl<T> Default for JoinSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, F> FromIterator<F> for JoinSet<T>
where
    F: Future<Output = T>,
    F: Send + 'static,
    T: Send + 'static,
{
    fn from_iter<I: IntoIterator<Item = F>>(tasks: I) -> Self {
        JoinSet { real: tasks.into_iter().map(Shuffled::new).collect() }
    }
}

impl<T, F> Extend<F> for JoinSet<T>
where
    F: Future<Output = T>,
    F: Send + 'static,
    T: Send + 'static,
{
    fn extend<I: IntoIterator<Item = F>>(&mut self, tasks: I) {
        self.real.extend(tasks.into_iter().map(Shuffled::new));
    }
}
