// REFERENCE
use std::sync::Mutex;
// END
use std::ops::{Deref, DerefMut};

// REFERENCE
use tokio::sync::{Semaphore, SemaphorePermit};
// END

/// Resources that tasks use one at a time and give back: connections, licences, workbenches.
#[derive(Debug)]
pub struct Pool<R> {
    //| _yours: std::marker::PhantomData<R>, // The fields are yours. Where are the idle resources, and who waits for one?
    // REFERENCE
    /// A std mutex, not tokio's: nothing is awaited while it is held, and `Drop` cannot await.
    idle: Mutex<Vec<R>>,
    /// A permit for each resource in `idle`, so that those who wait stand in its line, which is fair.
    ///
    /// Not a channel of resources: its one receiver would need a lock around it, to be shared.
    permits: Semaphore,
    // END
}

/// A resource of a [`Pool`], for as long as its holder keeps this: it derefs to the resource.
///
/// The resource goes back into the pool when the lease is dropped, in whatever way that happens: at the end of a block,
/// when the holder panics, or when it is cancelled. Whoever waits for one then gets it.
#[derive(Debug)]
pub struct Lease<'pool, R> {
    //| _yours: std::marker::PhantomData<&'pool R>, // The fields are yours. What does a lease need to give its resource back?
    // REFERENCE
    pool: &'pool Pool<R>,
    /// `None` in the destructor alone: that has `&mut self`, and cannot move a resource out in any other way.
    resource: Option<R>,
    /// Dropped behind `drop`, as all fields are ("Destructors", Rust reference): whoever it lets in finds the resource.
    _permit: SemaphorePermit<'pool>,
    // END
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        //| todo!("the resource, as long as this lease lives")
        // REFERENCE
        self.resource.as_ref().expect("it is taken in `drop` alone")
        // END
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        //| todo!("the resource, as long as this lease lives")
        // REFERENCE
        self.resource.as_mut().expect("it is taken in `drop` alone")
        // END
    }
}

// REFERENCE
/// The one place that every way out goes through: a method to give back would be forgotten by a panic.
impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        // A lock that is taken in the middle of a panic is not poisoned by it (`MutexGuard` in the standard library).
        let mut idle = self.pool.idle.lock().expect("nobody panics while holding the lock");
        idle.extend(self.resource.take());
    }
}
// END

impl<R> Pool<R> {
    /// A pool of these resources, all idle. Needs no runtime.
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        //| todo!("choose the fields of `Pool` and `Lease`, then begin with all resources idle")
        // REFERENCE
        let idle = Vec::from_iter(resources);
        Pool { permits: Semaphore::new(idle.len()), idle: Mutex::new(idle) }
        // END
    }

    /// Takes an idle resource; waits while there is none. First come, first served; which of the idle ones it is, is left
    /// open. Whoever waits is woken, and never looks at the clock.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing, and the next in line gets its turn.
    pub async fn checkout(&self) -> Lease<'_, R> {
        //| todo!("wait until a resource is idle, then take it")
        // REFERENCE
        let permit = self.permits.acquire().await.expect("nobody closes this semaphore");
        // No `.await` from here on: a call that is dropped has taken both or nothing.
        let resource = self.idle.lock().expect("nobody panics while holding the lock").pop();
        assert!(resource.is_some(), "a permit stands for an idle resource");
        Lease { pool: self, resource, _permit: permit }
        // END
    }
}
