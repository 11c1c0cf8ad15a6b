// part: Pool
// idea: a future of one's own: every waiter has a shared slot, into which the resource is laid before its waker is called

use std::collections::VecDeque;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Debug)]
enum Slot<R> {
    New,
    Waiting(Waker),
    Given(R),
    Gone,
}

#[derive(Debug)]
struct State<R> {
    idle: Vec<R>,
    line: VecDeque<Arc<Mutex<Slot<R>>>>,
}

#[derive(Debug)]
pub struct Pool<R>(Mutex<State<R>>);

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Option<R>,
    pool: &'pool Pool<R>,
}

struct Checkout<'pool, R> {
    pool: &'pool Pool<R>,
    slot: Arc<Mutex<Slot<R>>>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        Pool(Mutex::new(State { idle: Vec::from_iter(resources), line: VecDeque::new() }))
    }

    fn put_back(&self, resource: R) {
        let waker = {
            let mut state = self.0.lock().unwrap();
            loop {
                let Some(next) = state.line.pop_front() else {
                    state.idle.push(resource);
                    return;
                };
                let mut slot = next.lock().unwrap();
                match std::mem::replace(&mut *slot, Slot::Gone) {
                    Slot::Waiting(waker) => {
                        *slot = Slot::Given(resource);
                        break waker;
                    }
                    _gone => continue,
                }
            }
        };
        waker.wake();
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        Checkout { pool: self, slot: Arc::new(Mutex::new(Slot::New)) }.await
    }
}

impl<'pool, R> Future for Checkout<'pool, R> {
    type Output = Lease<'pool, R>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Lease<'pool, R>> {
        let pool = self.pool;
        let mut state = pool.0.lock().unwrap();
        let mut slot = self.slot.lock().unwrap();
        match std::mem::replace(&mut *slot, Slot::Gone) {
            Slot::Given(resource) => {
                return Poll::Ready(Lease { resource: Some(resource), pool });
            }
            Slot::New => {
                if let Some(resource) = state.idle.pop() {
                    return Poll::Ready(Lease { resource: Some(resource), pool });
                }
                state.line.push_back(self.slot.clone());
            }
            Slot::Waiting(_old) => {}
            Slot::Gone => unreachable!("polled after the end"),
        }
        *slot = Slot::Waiting(cx.waker().clone());
        Poll::Pending
    }
}

impl<R> Drop for Checkout<'_, R> {
    fn drop(&mut self) {
        let left = {
            let mut state = self.pool.0.lock().unwrap();
            state.line.retain(|slot| !Arc::ptr_eq(slot, &self.slot));
            std::mem::replace(&mut *self.slot.lock().unwrap(), Slot::Gone)
        };
        if let Slot::Given(resource) = left {
            self.pool.put_back(resource);
        }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        self.pool.put_back(self.resource.take().unwrap());
    }
}

impl<R> Deref for Lease<'_, R> {
    type Target = R;

    fn deref(&self) -> &R {
        self.resource.as_ref().expect("here until the lease is dropped")
    }
}

impl<R> DerefMut for Lease<'_, R> {
    fn deref_mut(&mut self) -> &mut R {
        self.resource.as_mut().expect("here until the lease is dropped")
    }
}
