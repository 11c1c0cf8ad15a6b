// part: consume
// mistake: has one deadline for all items together
// diagnosis: timeout around the wrong future
// verdict: Differs in consume::patience_starts_anew_for_every_item

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, mut handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    let deadline = Instant::now() + patience;
    let mut count = 0;
    let stopped = loop {
        match timeout_at(deadline, queue.get()).await {
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
