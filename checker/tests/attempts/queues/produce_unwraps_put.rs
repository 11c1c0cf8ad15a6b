// part: produce
// wrote: Unwrapped the result of `put`, sure that nobody closes the queue.
// cause: The queue may be closed, so look at the result; the signature, without `Debug` for `T`, is given.
// was: 2
// from: 2/p2

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
        queue.put(Some(item?)).await.unwrap();
        n += 1;
        sleep(pace).await;
    }
    queue.put(None).await.unwrap();
    Ok(n)
}
