// part: produce
// wrote: Counts the item and then puts it, as one numbers items with `enumerate`.
// cause: The `put` after `n += 1` may find the queue closed, and then the item was counted, but not put.
// was: 5
// from: 2/p4

use std::time::Duration;

use tokio::time::sleep;

use crate::Queue;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let mut n = 0;
    for item in source {
        match item {
            Ok(item) => {
                n += 1;
                if queue.put(Some(item)).await.is_err() {
                    return Ok(n);
                }
                sleep(pace).await;
            }
            Err(e) => {
                let _ = queue.put(None).await;
                return Err(e);
            }
        }
    }
    let _ = queue.put(None).await;
    Ok(n)
}
