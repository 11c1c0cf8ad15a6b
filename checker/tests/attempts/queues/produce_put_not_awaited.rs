// part: produce
// wrote: `let _ = queue.put(...)`, as with `queue.put_nowait`, which also hushed the warning
// cause: `put` is a future: with `let _ =` and no `.await` it is dropped, and the item never gets into the queue.

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
                let _ = queue.put(Some(item));
                count += 1;
                sleep(pace).await;
            }
            Err(error) => {
                let _ = queue.put(None);
                return Err(error);
            }
        }
    }
    let _ = queue.put(None);
    Ok(count)
}
