//! Permits that somebody has.

use std::fmt;
use std::sync::Arc;

use super::Semaphore;

/// Permits that go back to their semaphore when this is dropped. See [tokio's](real::sync::SemaphorePermit).
#[must_use]
#[clippy::has_significant_drop]
pub struct SemaphorePermit<'a> {
    semaphore: &'a Semaphore,
    real: real::sync::SemaphorePermit<'a>,
}

impl<'a> SemaphorePermit<'a> {
    pub(super) fn new(semaphore: &'a Semaphore, real: real::sync::SemaphorePermit<'a>) -> Self {
        SemaphorePermit { semaphore, real }
    }

    /// The same permits; the caller knows the semaphore by this `Arc`.
    pub(super) fn into_owned(self, semaphore: &Arc<Semaphore>) -> OwnedSemaphorePermit {
        let permits = self.num_permits();
        self.forget();
        OwnedSemaphorePermit { sem: Arc::clone(semaphore), permits }
    }

    /// Never gives the permits back.
    pub fn forget(self) {
        self.real.forget();
    }

    /// Takes over another's permits.
    ///
    /// # Panics
    /// When those are of another semaphore.
    #[track_caller]
    pub fn merge(&mut self, other: Self) {
        self.real.merge(other.real);
    }

    /// Gives away `n` of the permits; `None` when there are fewer.
    pub fn split(&mut self, n: usize) -> Option<Self> {
        Some(SemaphorePermit { semaphore: self.semaphore, real: self.real.split(n)? })
    }

    /// The semaphore that the permits go back to.
    pub fn semaphore(&self) -> &Semaphore {
        self.semaphore
    }

    /// How many permits these are.
    pub fn num_permits(&self) -> usize {
        self.real.num_permits()
    }
}

impl fmt::Debug for SemaphorePermit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

/// Permits that own their share of the semaphore, and go back to it when this is dropped.
///
/// See [tokio's](real::sync::OwnedSemaphorePermit), which this is like field by field: tokio's own has no public way in
/// from an `Arc` of this crate's semaphore.
#[must_use]
#[clippy::has_significant_drop]
#[derive(Debug)]
pub struct OwnedSemaphorePermit {
    sem: Arc<Semaphore>,
    permits: usize,
}

impl OwnedSemaphorePermit {
    /// Never gives the permits back.
    pub fn forget(mut self) {
        self.permits = 0;
    }

    /// Takes over another's permits.
    ///
    /// # Panics
    /// When those are of another semaphore.
    #[track_caller]
    pub fn merge(&mut self, mut other: Self) {
        assert!(Arc::ptr_eq(&self.sem, &other.sem), "merging permits from different semaphore instances");
        self.permits = self.permits.checked_add(other.permits).expect("number of permits overflowed");
        other.permits = 0;
    }

    /// Gives away `n` of the permits; `None` when there are fewer.
    pub fn split(&mut self, n: usize) -> Option<Self> {
        self.permits = self.permits.checked_sub(n)?;
        Some(OwnedSemaphorePermit { sem: Arc::clone(&self.sem), permits: n })
    }

    /// The semaphore that the permits go back to.
    pub fn semaphore(&self) -> &Arc<Semaphore> {
        &self.sem
    }

    /// How many permits these are.
    pub fn num_permits(&self) -> usize {
        self.permits
    }
}

impl Drop for OwnedSemaphorePermit {
    fn drop(&mut self) {
        self.sem.add_permits(self.permits);
    }
}
