// part: produce
// wrote: `item?` in the loop, and the end signal behind the loop
// cause: your `?` leaves the function at once, so after an error of `source` nobody puts the end signal.

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
        let item = item?;
        if queue.put(Some(item)).await.is_err() {
            return Ok(count);
        }
        count += 1;
        sleep(pace).await;
    }
    let _ = queue.put(None).await;
    Ok(count)
}
