// part: produce
// wrote: `let _ =` before every `put`, since closed is no error
// cause: you do not look at what `put` says: after the close you go on taking items, and count those not put.

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
                let _ = queue.put(Some(item)).await;
                count += 1;
                sleep(pace).await;
            }
            Err(error) => {
                let _ = queue.put(None).await;
                return Err(error);
            }
        }
    }
    let _ = queue.put(None).await;
    Ok(count)
}
