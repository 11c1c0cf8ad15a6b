// part: produce
// mistake: returns with `?` at the error of the source, and puts no end signal then
// diagnosis: no end signal after an error

use crate::Queue;

use std::time::Duration;

use tokio::time::sleep;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let mut count = 0;
    for item in source {
        if queue.put(Some(item?)).await.is_err() {
            break;
        }
        count += 1;
        sleep(pace).await;
    }
    let _ = queue.put(None).await;
    Ok(count)
}
