// part: Queue
// idea: an mpsc channel whose receiver is behind a tokio mutex, and an event that says that it is closed

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{SetOnce, mpsc};
use tokio::task::JoinError;
use tokio::time::{sleep, timeout};

#[derive(Debug)]
pub struct Queue<T> {
    sender: mpsc::Sender<T>,
    receiver: tokio::sync::Mutex<mpsc::Receiver<T>>,
    open: Mutex<bool>,
    closed: SetOnce<()>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> Queue<T> {
    pub fn new(capacity: usize) -> Self {
        let (sender, receiver) = mpsc::channel(capacity);
        let receiver = tokio::sync::Mutex::new(receiver);
        Queue { sender, receiver, open: Mutex::new(true), closed: SetOnce::new() }
    }

    pub async fn put(&self, item: T) -> Result<(), Closed<T>> {
        tokio::select! {
            biased;
            _ = self.closed.wait() => Err(Closed(item)),
            place = self.sender.reserve() => {
                let place = place.expect("the receiver lives as long as the queue");
                // Nobody closes the queue between the look and the send.
                let open = self.open.lock().unwrap();
                if !*open {
                    return Err(Closed(item));
                }
                place.send(item);
                Ok(())
            }
        }
    }

    pub async fn get(&self) -> Option<T> {
        let mut receiver = self.receiver.lock().await;
        tokio::select! {
            biased;
            item = receiver.recv() => item,
            _ = self.closed.wait() => receiver.try_recv().ok(),
        }
    }

    pub fn close(&self) {
        *self.open.lock().unwrap() = false;
        let _ = self.closed.set(());
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
