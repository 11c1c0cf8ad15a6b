// part: produce
// wrote: closed the queue at the end, since that is how the end of an mpsc channel is told
// cause: the end signal is an item, `None`, that you put; you close the queue, and others may want to put still.

use std::time::Duration;

use tokio::time::sleep;

use crate::Queue;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let mut count = 0;
    for item in source {
        match item {
            Ok(item) => {
                if queue.put(Some(item)).await.is_err() {
                    return Ok(count);
                }
                count += 1;
                sleep(pace).await;
            }
            Err(error) => {
                queue.close();
                return Err(error);
            }
        }
    }
    queue.close();
    Ok(count)
}
