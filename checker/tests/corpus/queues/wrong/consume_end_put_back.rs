// part: consume
// mistake: puts the end signal back into the queue for the other consumers
// diagnosis: one end marker for many consumers
// verdict: Differs in consume::one_end_signal_stops_one_consumer

use std::time::Duration;

use tokio::time::timeout;

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
            Ok(Some(None)) => {
                let _ = queue.put(None).await;
                break Stopped::EndSignal;
            }
            Ok(None) => break Stopped::Closed,
            Err(_elapsed) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}
