// part: consume
// mistake: takes a closed queue for an end signal
// diagnosis: wrong reason to stop
// verdict: Differs in consume::a_consumer_that_waits_stops_at_the_close

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
            Ok(Some(None) | None) => break Stopped::EndSignal,
            Err(_elapsed) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}
