// part: Queue
// idea: hand-written: a std mutex around the items and the wakers of all who wait

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::task::JoinError;
use tokio::time::{sleep, timeout};

#[derive(Debug)]
pub struct Queue<T> {
    capacity: usize,
    line: Mutex<Line<T>>,
}

#[derive(Debug)]
struct Line<T> {
    items: VecDeque<T>,
    closed: bool,
    waiting: Vec<Waker>,
}

impl<T> Line<T> {
    fn wake_all(&mut self) {
        self.waiting.drain(..).for_each(Waker::wake);
    }

    fn wait(&mut self, cx: &Context<'_>) {
        if !self.waiting.iter().any(|waker| waker.will_wake(cx.waker())) {
            self.waiting.push(cx.waker().clone());
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let line = Line { items: VecDeque::with_capacity(capacity), closed: false, waiting: Vec::new() };
        Queue { capacity, line: Mutex::new(line) }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        let mut item = Some(item);
        poll_fn(|cx| {
            let mut line = self.line.lock().unwrap();
            if !line.closed && line.items.len() == self.capacity {
                line.wait(cx);
                return Poll::Pending;
            }
            let item = item.take().expect("not polled after the end");
            if line.closed {
                return Poll::Ready(Err(Closed(item)));
            }
            line.items.push_back(item);
            line.wake_all();
            Poll::Ready(Ok(()))
        })
        .await
    }

    pub async fn get(&self) -> Option<T> {
        poll_fn(|cx| {
            let mut line = self.line.lock().unwrap();
            let item = line.items.pop_front();
            if item.is_some() {
                line.wake_all();
            } else if !line.closed {
                line.wait(cx);
                return Poll::Pending;
            }
            Poll::Ready(item)
        })
        .await
    }

    pub fn close(&self) {
        let mut line = self.line.lock().unwrap();
        line.closed = true;
        line.wake_all();
    }
}

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let puts = async {
        let mut count = 0;
        for item in source {
            if queue.put(Some(item?)).await.is_err() {
                break;
            }
            count += 1;
            sleep(pace).await;
        }
        Ok(count)
    };
    let produced = puts.await;
    let _ = queue.put(None).await;
    produced
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consumed<E> {
    pub count: usize,
    pub stopped: Stopped<E>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped<E> {
    EndSignal,
    Closed,
    OutOfPatience,
    Failed(E),
}

pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, mut handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    let mut count = 0;
    let stopped = loop {
        match timeout(patience, queue.get()).await {
            Ok(Some(Some(item))) => match handle(item).await {
                Ok(()) => count += 1,
                Err(error) => break Stopped::Failed(error),
            },
            Ok(Some(None)) => break Stopped::EndSignal,
            Ok(None) => break Stopped::Closed,
            Err(_elapsed) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}

#[derive(Debug)]
pub struct Outcomes<P, C> {
    pub produced: Result<P, JoinError>,
    pub consumed: Vec<Result<C, JoinError>>,
}

pub async fn run<T, P, C>(
    queue: Arc<Queue<T>>,
    producer: P,
    consumers: Vec<C>,
) -> Outcomes<P::Output, C::Output>
where
    P: Future + Send + 'static,
    P::Output: Send + 'static,
    C: Future + Send + 'static,
    C::Output: Send + 'static,
{
    let producer = tokio::spawn(producer);
    let consumers: Vec<_> = consumers.into_iter().map(tokio::spawn).collect();

    let mut consumed = Vec::with_capacity(consumers.len());
    for consumer in consumers {
        consumed.push(consumer.await);
    }
    queue.close();
    Outcomes { produced: producer.await, consumed }
}
