//! Permits that keep their semaphore alive.

use std::sync::Arc;

use super::Semaphore;

/// Permits that own an `Arc` of their semaphore. See [tokio's](real::sync::OwnedSemaphorePermit).
///
/// Written anew, because a wrapper of tokio's could not return the `&Arc` of this crate's semaphore.
#[must_use]
#[clippy::has_significant_drop]
#[derive(Debug)]
pub struct OwnedSemaphorePermit {
    sem: Arc<Semaphore>,
    permits: usize,
}

impl OwnedSemaphorePermit {
    /// Takes charge of permits that were acquired from `sem` and forgotten.
    pub(super) fn new(sem: Arc<Semaphore>, permits: u32) -> Self {
        OwnedSemaphorePermit { sem, permits: permits as usize }
    }

    /// Drops the permits without returning them. See [tokio's](real::sync::OwnedSemaphorePermit::forget).
    pub fn forget(mut self) {
        self.permits = 0;
    }

    /// Takes over the permits of `other`. See [tokio's](real::sync::OwnedSemaphorePermit::merge).
    #[track_caller]
    pub fn merge(&mut self, mut other: Self) {
        assert!(Arc::ptr_eq(&self.sem, &other.sem), "merging permits from different semaphore instances");
        self.permits = self.permits.checked_add(other.permits).expect("number of permits overflowed");
        other.permits = 0;
    }

    /// Splits off `n` permits if there are as many. See [tokio's](real::sync::OwnedSemaphorePermit::split).
    pub fn split(&mut self, n: usize) -> Option<Self> {
        self.permits = self.permits.checked_sub(n)?;
        Some(OwnedSemaphorePermit { sem: Arc::clone(&self.sem), permits: n })
    }

    /// Returns the semaphore of these permits. See [tokio's](real::sync::OwnedSemaphorePermit::semaphore).
    pub fn semaphore(&self) -> &Arc<Semaphore> {
        &self.sem
    }

    /// Returns the number of permits. See [tokio's](real::sync::OwnedSemaphorePermit::num_permits).
    pub fn num_permits(&self) -> usize {
        self.permits
    }
}

impl Drop for OwnedSemaphorePermit {
    fn drop(&mut self) {
        self.sem.add_permits(self.permits);
    }
}
