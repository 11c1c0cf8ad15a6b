// part: consume
// idea: a biased select! between the next item and a sleep

use std::time::Duration;

use tokio::time::sleep;

pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, mut handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    let mut count = 0;
    loop {
        let next = tokio::select! {
            biased;
            next = queue.get() => next,
            () = sleep(patience) => return Consumed { count, stopped: Stopped::OutOfPatience },
        };
        let Some(signal) = next else {
            return Consumed { count, stopped: Stopped::Closed };
        };
        let Some(item) = signal else {
            return Consumed { count, stopped: Stopped::EndSignal };
        };
        if let Err(error) = handle(item).await {
            return Consumed { count, stopped: Stopped::Failed(error) };
        }
        count += 1;
    }
}
