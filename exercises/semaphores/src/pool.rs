use std::ops::{Deref, DerefMut};

/// Resources that tasks use one at a time and give back: connections, licences, workbenches.
#[derive(Debug)]
pub struct Pool<R> {
    _yours: std::marker::PhantomData<R>, // The fields are yours. Where are the idle resources, and who waits for one?
}

/// A resource of a [`Pool`], for as long as its holder keeps this: it derefs to the resource.
///
/// The resource goes back into the pool when the lease is dropped, in whatever way that happens: at the end of a block,
/// when the holder panics, or when it is cancelled. Whoever waits for one then gets it.
#[derive(Debug)]
pub struct Lease<'pool, R> {
    _yours: std::marker::PhantomData<&'pool R>, // The fields are yours. What does a lease need to give its resource back?
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        todo!("the resource, as long as this lease lives")
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        todo!("the resource, as long as this lease lives")
    }
}

impl<R> Pool<R> {
    /// A pool of these resources, all idle. Needs no runtime.
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        todo!("choose the fields of `Pool` and `Lease`, then begin with all resources idle")
    }

    /// Takes an idle resource; waits while there is none. First come, first served; which of the idle ones it is, is left
    /// open. Whoever waits is woken, and never looks at the clock.
    ///
    /// # Cancel safety
    /// A call that is dropped while it waits has taken nothing, and the next in line gets its turn.
    pub async fn checkout(&self) -> Lease<'_, R> {
        todo!("wait until a resource is idle, then take it")
    }
}
