// part: consume
// mistake: counts the item that could not be handled
// diagnosis: counted before it is done
// verdict: Differs in consume::a_handler_that_fails_stops_the_consumer

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
            Ok(Some(Some(item))) => {
                count += 1;
                if let Err(error) = handle(item).await {
                    break Stopped::Failed(error);
                }
            }
            Ok(Some(None)) => break Stopped::EndSignal,
            Ok(None) => break Stopped::Closed,
            Err(_elapsed) => break Stopped::OutOfPatience,
        }
    };
    Consumed { count, stopped }
}
