//! A number of permits.

use std::fmt;
use std::sync::Arc;

use super::{AcquireError, OwnedSemaphorePermit, SemaphorePermit, TryAcquireError};
use crate::schedule::count_semaphore;
use crate::shuffled::my_turn;

/// Gives out permits; those who wait are served in the order in which they came.
///
/// See [tokio's](real::sync::Semaphore).
pub struct Semaphore {
    real: real::sync::Semaphore,
}

impl Semaphore {
    /// The most permits that a semaphore can have.
    pub const MAX_PERMITS: usize = real::sync::Semaphore::MAX_PERMITS;

    /// A semaphore with so many permits.
    ///
    /// # Panics
    /// When there are more than [`Semaphore::MAX_PERMITS`].
    #[track_caller]
    pub fn new(permits: usize) -> Self {
        count_semaphore();
        Semaphore { real: real::sync::Semaphore::new(permits) }
    }

    /// A semaphore with so many permits, for a `static`.
    ///
    /// # Panics
    /// When there are more than [`Semaphore::MAX_PERMITS`].
    pub const fn const_new(permits: usize) -> Self {
        Semaphore { real: real::sync::Semaphore::const_new(permits) }
    }

    /// How many permits are here.
    pub fn available_permits(&self) -> usize {
        self.real.available_permits()
    }

    /// Adds permits.
    ///
    /// # Panics
    /// When there would be more than [`Semaphore::MAX_PERMITS`].
    pub fn add_permits(&self, n: usize) {
        self.real.add_permits(n);
    }

    /// Takes away up to `n` of the permits that are here; returns how many.
    pub fn forget_permits(&self, n: usize) -> usize {
        self.real.forget_permits(n)
    }

    /// Waits for a permit.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn acquire(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        my_turn().await;
        Ok(SemaphorePermit::new(self, self.real.acquire().await?))
    }

    /// Waits for `n` permits.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait, and the permits that it was given so far.
    pub async fn acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, AcquireError> {
        my_turn().await;
        Ok(SemaphorePermit::new(self, self.real.acquire_many(n).await?))
    }

    /// Takes a permit if one is here.
    ///
    /// # Errors
    /// When none is, or the semaphore is closed.
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        Ok(SemaphorePermit::new(self, self.real.try_acquire()?))
    }

    /// Takes `n` permits if they are here.
    ///
    /// # Errors
    /// When they are not, or the semaphore is closed.
    pub fn try_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        Ok(SemaphorePermit::new(self, self.real.try_acquire_many(n)?))
    }

    /// Blocks the thread until it has a permit.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_acquire(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        Ok(SemaphorePermit::new(self, self.real.blocking_acquire()?))
    }

    /// Blocks the thread until it has `n` permits.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, AcquireError> {
        Ok(SemaphorePermit::new(self, self.real.blocking_acquire_many(n)?))
    }

    /// Waits for a permit, which then owns its share of the semaphore.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait.
    pub async fn acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, AcquireError> {
        Ok(self.acquire().await?.into_owned(&self))
    }

    /// Waits for `n` permits, which then own their share of the semaphore.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Cancel safety
    /// A call that is dropped loses its place among those who wait, and the permits that it was given so far.
    pub async fn acquire_many_owned(self: Arc<Self>, n: u32) -> Result<OwnedSemaphorePermit, AcquireError> {
        Ok(self.acquire_many(n).await?.into_owned(&self))
    }

    /// Takes a permit if one is here; it then owns its share of the semaphore.
    ///
    /// # Errors
    /// When none is, or the semaphore is closed.
    pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        Ok(self.try_acquire()?.into_owned(&self))
    }

    /// Takes `n` permits if they are here; they then own their share of the semaphore.
    ///
    /// # Errors
    /// When they are not, or the semaphore is closed.
    pub fn try_acquire_many_owned(self: Arc<Self>, n: u32) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        Ok(self.try_acquire_many(n)?.into_owned(&self))
    }

    /// Blocks the thread until it has a permit, which then owns its share of the semaphore.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, AcquireError> {
        Ok(self.blocking_acquire()?.into_owned(&self))
    }

    /// Blocks the thread until it has `n` permits, which then own their share of the semaphore.
    ///
    /// # Errors
    /// When the semaphore is closed.
    ///
    /// # Panics
    /// Within a task.
    #[track_caller]
    pub fn blocking_acquire_many_owned(
        self: Arc<Self>,
        n: u32,
    ) -> Result<OwnedSemaphorePermit, AcquireError> {
        Ok(self.blocking_acquire_many(n)?.into_owned(&self))
    }

    /// Gives no permits any more; those who wait get an error.
    pub fn close(&self) {
        self.real.close();
    }

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.real.is_closed()
    }
}

impl fmt::Debug for Semaphore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
