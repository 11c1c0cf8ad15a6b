// part: Pool
// mistake: the waker of a call that is dropped stays in the line and uses up the one wake-up
// diagnosis: lost wake-up
// breaks: "A call that is dropped while it waits has taken nothing, and the next in line gets its turn": one resource, bob (cancelled at 5 ms) and cid wait, ann drops hers at 10 ms: cid sleeps on

use std::collections::VecDeque;
use std::future::poll_fn;
use std::ops::{Deref, DerefMut};
use std::sync::Mutex;
use std::task::{Poll, Waker};

#[derive(Debug)]
struct State<R> {
    idle: Vec<R>,
    next: u64,
    line: VecDeque<(u64, Waker)>,
    promised: Vec<u64>,
}

#[derive(Debug)]
pub struct Pool<R> {
    state: Mutex<State<R>>,
}

#[derive(Debug)]
pub struct Lease<'pool, R> {
    resource: Option<R>,
    pool: &'pool Pool<R>,
}

impl<R> Pool<R> {
    pub fn new(resources: impl IntoIterator<Item = R>) -> Self {
        let idle = resources.into_iter().collect();
        Pool { state: Mutex::new(State { idle, next: 0, line: VecDeque::new(), promised: Vec::new() }) }
    }

    pub async fn checkout(&self) -> Lease<'_, R> {
        let mut ticket = None;
        let resource = poll_fn(|cx| {
            let mut state = self.state.lock().unwrap();
            let Some(ticket) = ticket else {
                if state.promised.len() < state.idle.len() {
                    return Poll::Ready(state.idle.pop());
                }
                let number = state.next;
                state.next += 1;
                state.line.push_back((number, cx.waker().clone()));
                ticket = Some(number);
                return Poll::Pending;
            };
            if let Some(i) = state.promised.iter().position(|&number| number == ticket) {
                state.promised.remove(i);
                return Poll::Ready(state.idle.pop());
            }
            if let Some((_, waker)) = state.line.iter_mut().find(|(number, _)| *number == ticket) {
                waker.clone_from(cx.waker());
            }
            Poll::Pending
        })
        .await;
        Lease { resource, pool: self }
    }
}

impl<R> Drop for Lease<'_, R> {
    fn drop(&mut self) {
        let mut state = self.pool.state.lock().unwrap();
        state.idle.extend(self.resource.take());
        if let Some((number, waker)) = state.line.pop_front() {
            state.promised.push(number);
            waker.wake();
        }
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
