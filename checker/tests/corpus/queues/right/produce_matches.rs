// part: produce
// idea: names every way out of the loop in a match, without an inner block

use crate::{Closed, Queue};

use std::time::Duration;

use tokio::time::sleep;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let mut source = source.into_iter();
    let mut count = 0;
    let produced = loop {
        match source.next() {
            None => break Ok(count),
            Some(Err(error)) => break Err(error),
            Some(Ok(item)) => match queue.put(Some(item)).await {
                Ok(()) => count += 1,
                Err(Closed(_refused)) => return Ok(count),
            },
        }
        sleep(pace).await;
    };
    queue.put(None).await.ok();
    produced
}
