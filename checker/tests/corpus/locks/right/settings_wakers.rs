// part: Settings
// idea: hand-written wakers in one line of those who are in or wait; whoever leaves wakes all the others

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Poll, Waker};

use tokio::sync::RwLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Reader,
    Writer,
}

/// Everybody who has come and not gone, by the number of their coming.
#[derive(Debug, Default)]
struct Line {
    next: u64,
    calls: BTreeMap<u64, (Kind, Option<Waker>)>,
}

#[derive(Debug)]
pub struct Settings<T> {
    line: Mutex<Line>,
    /// Never waited for: the line lets in only those for whom it is free.
    value: RwLock<T>,
}

struct Place<'a> {
    line: &'a Mutex<Line>,
    number: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut line = self.line.lock().unwrap();
        line.calls.remove(&self.number);
        for (_, waker) in line.calls.values_mut() {
            if let Some(waker) = waker.take() {
                waker.wake();
            }
        }
    }
}

impl<T> Settings<T> {
    pub fn new(value: T) -> Self {
        Settings { line: Mutex::default(), value: RwLock::new(value) }
    }

    async fn my_turn(&self, kind: Kind) -> Place<'_> {
        let number = {
            let mut line = self.line.lock().unwrap();
            line.next += 1;
            let number = line.next;
            line.calls.insert(number, (kind, None));
            number
        };
        let place = Place { line: &self.line, number };
        poll_fn(|cx| {
            let mut line = self.line.lock().unwrap();
            let mut before = line.calls.range(..number);
            if before.all(|(_, (other, _))| kind == Kind::Reader && *other == Kind::Reader) {
                return Poll::Ready(());
            }
            line.calls.get_mut(&number).unwrap().1 = Some(cx.waker().clone());
            Poll::Pending
        })
        .await;
        place
    }

    pub async fn read<R>(&self, look: impl AsyncFnOnce(&T) -> R) -> R {
        let _place = self.my_turn(Kind::Reader).await;
        let value = self.value.try_read().unwrap();
        look(&value).await
    }

    pub async fn update<R>(&self, change: impl AsyncFnOnce(&mut T) -> R) -> R {
        let _place = self.my_turn(Kind::Writer).await;
        let mut value = self.value.try_write().unwrap();
        change(&mut value).await
    }
}
