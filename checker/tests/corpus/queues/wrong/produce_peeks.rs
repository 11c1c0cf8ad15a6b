// part: produce
// mistake: takes the next item before the rest, to leave out the rest after the last one
// diagnosis: taken ahead of need
// or: pause in the wrong place

use crate::Queue;

use std::time::Duration;

use tokio::time::sleep;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let puts = async {
        let mut count = 0;
        let mut source = source.into_iter().peekable();
        while let Some(item) = source.next() {
            if queue.put(Some(item?)).await.is_err() {
                break;
            }
            count += 1;
            if source.peek().is_some() {
                sleep(pace).await;
            }
        }
        Ok(count)
    };
    let produced = puts.await;
    let _ = queue.put(None).await;
    produced
}
