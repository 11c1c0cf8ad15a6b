// part: produce
// wrote: `?` on both, on the item and on the `put`, to keep the loop short
// cause: the `?` behind `put` would hand out a `Closed`, but your errors are of type `E`; closed is no error here.
// compiles: no

use std::time::Duration;

use crate::Queue;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let mut count = 0;
    for item in source {
        queue.put(Some(item?)).await?;
        count += 1;
        tokio::time::sleep(pace).await;
    }
    queue.put(None).await?;
    Ok(count)
}
