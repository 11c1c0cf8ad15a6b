// part: CyclicBarrier
// idea: wakers in a map, polled by hand

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::mem;
use std::sync::{Mutex, MutexGuard};
use std::task::{Poll, Waker};

/// The barrier was aborted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aborted;

#[derive(Debug)]
pub struct CyclicBarrier {
    size: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    round: u64,
    next_ticket: u64,
    aborted: bool,
    waiting: BTreeMap<u64, Waker>,
}

struct Ticket<'a> {
    barrier: &'a CyclicBarrier,
    number: u64,
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        let waker = self.barrier.lock().waiting.remove(&self.number);
        drop(waker);
    }
}

impl CyclicBarrier {
    pub fn new(size: usize) -> Self {
        CyclicBarrier { size, inner: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    pub async fn wait(&self) -> Result<bool, Aborted> {
        let mut ticket: Option<(u64, Ticket<'_>)> = None;
        poll_fn(|cx| {
            let mut inner = self.lock();
            match &ticket {
                None => {
                    if inner.aborted {
                        return Poll::Ready(Err(Aborted));
                    }
                    if inner.waiting.len() + 1 == self.size {
                        inner.round += 1;
                        let waiting = mem::take(&mut inner.waiting);
                        drop(inner);
                        waiting.into_values().for_each(Waker::wake);
                        return Poll::Ready(Ok(true));
                    }
                    let number = inner.next_ticket;
                    inner.next_ticket += 1;
                    inner.waiting.insert(number, cx.waker().clone());
                    ticket = Some((inner.round, Ticket { barrier: self, number }));
                    Poll::Pending
                }
                Some((round, _)) if *round != inner.round => Poll::Ready(Ok(false)),
                Some(_) if inner.aborted => Poll::Ready(Err(Aborted)),
                Some((_, ticket)) => {
                    let old = inner.waiting.insert(ticket.number, cx.waker().clone());
                    drop(inner);
                    drop(old);
                    Poll::Pending
                }
            }
        })
        .await
    }

    pub fn abort(&self) {
        let waiting = {
            let mut inner = self.lock();
            inner.aborted = true;
            // The tickets stay: only those who wait use them, and nobody arrives any more.
            mem::take(&mut inner.waiting)
        };
        waiting.into_values().for_each(Waker::wake);
    }
}
