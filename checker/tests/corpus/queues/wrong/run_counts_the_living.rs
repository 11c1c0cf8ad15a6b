// part: run
// mistake: counts a consumer when it begins, so the count may be at 0 again before all have begun
// diagnosis: closed too early

use crate::Queue;
use tokio::task::JoinError;

use std::sync::Arc;

use tokio::sync::watch;

/// What came of a producer and its consumers: their outputs, or the panic of those that panicked.
#[derive(Debug)]
pub struct Outcomes<P, C> {
    /// The producer's.
    pub produced: Result<P, JoinError>,
    /// The consumers', in the order in which they were given.
    pub consumed: Vec<Result<C, JoinError>>,
}

/// One more, as long as it lives.
struct Alive(Arc<watch::Sender<usize>>);

impl Alive {
    fn new(count: Arc<watch::Sender<usize>>) -> Self {
        count.send_modify(|count| *count += 1);
        Alive(count)
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
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
    let alive = Arc::new(watch::Sender::new(0));
    let mut changes = alive.subscribe();
    let mut tasks = Vec::with_capacity(consumers.len());
    for consumer in consumers {
        let alive = alive.clone();
        tasks.push(tokio::spawn(async move {
            let _alive = Alive::new(alive);
            consumer.await
        }));
    }

    if !tasks.is_empty() {
        changes.changed().await.expect("this call has a sender");
        changes.wait_for(|alive| *alive == 0).await.expect("this call has a sender");
    }
    queue.close();
    let mut consumed = Vec::with_capacity(tasks.len());
    for task in tasks {
        consumed.push(task.await);
    }
    Outcomes { produced: producer.await, consumed }
}
