//! A number of permits.

use std::sync::Arc;

use bytemuck::TransparentWrapper;

use super::{AcquireError, OwnedSemaphorePermit, TryAcquireError};
use crate::schedule::count_semaphore;
use crate::shuffled::my_turn;
use crate::waits::placed;
use crate::wrap::{transparent, wrap};

wrap! {
    /// Gives out permits, in the order in which they were requested. See [tokio's](real::sync::Semaphore).
    #[repr(transparent)]
    pub struct Semaphore(real::sync::Semaphore);

    /// Permits that return to the semaphore when this is dropped. See [tokio's](real::sync::SemaphorePermit).
    #[must_use]
    #[clippy::has_significant_drop]
    pub struct SemaphorePermit<'a>(real::sync::SemaphorePermit<'a>);
}

transparent! {
    Semaphore(real::sync::Semaphore);
}

impl Semaphore {
    /// The largest number of permits. See [tokio's](real::sync::Semaphore::MAX_PERMITS).
    pub const MAX_PERMITS: usize = real::sync::Semaphore::MAX_PERMITS;

    /// Creates a semaphore with this number of permits. See [tokio's](real::sync::Semaphore::new).
    #[track_caller]
    pub fn new(permits: usize) -> Self {
        count_semaphore();
        Semaphore(real::sync::Semaphore::new(permits))
    }

    /// Creates a semaphore in a `static`. See [tokio's](real::sync::Semaphore::const_new).
    pub const fn const_new(permits: usize) -> Self {
        Semaphore(real::sync::Semaphore::const_new(permits))
    }

    /// Acquires a permit; fails when the semaphore is closed. See [tokio's](real::sync::Semaphore::acquire).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        placed(async move {
            my_turn().await;
            self.0.acquire().await.map(SemaphorePermit)
        })
    }

    /// Acquires `n` permits; fails when the semaphore is closed. See [tokio's](real::sync::Semaphore::acquire_many).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn acquire_many(&self, n: u32) -> impl Future<Output = Result<SemaphorePermit<'_>, AcquireError>> {
        placed(async move {
            my_turn().await;
            self.0.acquire_many(n).await.map(SemaphorePermit)
        })
    }

    /// Acquires a permit if one is available. See [tokio's](real::sync::Semaphore::try_acquire).
    pub fn try_acquire(&self) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.0.try_acquire().map(SemaphorePermit)
    }

    /// Acquires `n` permits if they are available. See [tokio's](real::sync::Semaphore::try_acquire_many).
    pub fn try_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, TryAcquireError> {
        self.0.try_acquire_many(n).map(SemaphorePermit)
    }

    /// Blocks the thread until it has a permit. See [tokio's](real::sync::Semaphore::blocking_acquire).
    #[track_caller]
    pub fn blocking_acquire(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        self.0.blocking_acquire().map(SemaphorePermit)
    }

    /// Blocks the thread until it has `n` permits. See [tokio's](real::sync::Semaphore::blocking_acquire_many).
    #[track_caller]
    pub fn blocking_acquire_many(&self, n: u32) -> Result<SemaphorePermit<'_>, AcquireError> {
        self.0.blocking_acquire_many(n).map(SemaphorePermit)
    }

    /// Acquires a permit that owns an `Arc` of the semaphore. See [tokio's](real::sync::Semaphore::acquire_owned).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn acquire_owned(
        self: Arc<Self>,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        self.acquire_many_owned(1)
    }

    /// Acquires `n` permits that own an `Arc` of the semaphore. See
    /// [tokio's](real::sync::Semaphore::acquire_many_owned).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn acquire_many_owned(
        self: Arc<Self>,
        n: u32,
    ) -> impl Future<Output = Result<OwnedSemaphorePermit, AcquireError>> {
        placed(async move {
            self.acquire_many(n).await?.forget();
            Ok(OwnedSemaphorePermit::new(self, n))
        })
    }

    /// Acquires a permit if one is available. See [tokio's](real::sync::Semaphore::try_acquire_owned).
    pub fn try_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        self.try_acquire_many_owned(1)
    }

    /// Acquires `n` permits if they are available. See [tokio's](real::sync::Semaphore::try_acquire_many_owned).
    pub fn try_acquire_many_owned(self: Arc<Self>, n: u32) -> Result<OwnedSemaphorePermit, TryAcquireError> {
        self.try_acquire_many(n)?.forget();
        Ok(OwnedSemaphorePermit::new(self, n))
    }

    /// Blocks the thread until it has a permit. See [tokio's](real::sync::Semaphore::blocking_acquire_owned).
    #[track_caller]
    pub fn blocking_acquire_owned(self: Arc<Self>) -> Result<OwnedSemaphorePermit, AcquireError> {
        self.blocking_acquire_many_owned(1)
    }

    /// Blocks the thread until it has `n` permits. See
    /// [tokio's](real::sync::Semaphore::blocking_acquire_many_owned).
    #[track_caller]
    pub fn blocking_acquire_many_owned(
        self: Arc<Self>,
        n: u32,
    ) -> Result<OwnedSemaphorePermit, AcquireError> {
        self.blocking_acquire_many(n)?.forget();
        Ok(OwnedSemaphorePermit::new(self, n))
    }
}

impl<'a> SemaphorePermit<'a> {
    /// Drops the permits without returning them. See [tokio's](real::sync::SemaphorePermit::forget).
    pub fn forget(self) {
        self.0.forget();
    }

    /// Takes over the permits of `other`. See [tokio's](real::sync::SemaphorePermit::merge).
    #[track_caller]
    pub fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
    }

    /// Splits off `n` permits if there are as many. See [tokio's](real::sync::SemaphorePermit::split).
    pub fn split(&mut self, n: usize) -> Option<Self> {
        self.0.split(n).map(SemaphorePermit)
    }

    /// Returns the semaphore of these permits. See [tokio's](real::sync::SemaphorePermit::semaphore).
    pub fn semaphore(&self) -> &Semaphore {
        Semaphore::wrap_ref(self.0.semaphore())
    }
}
