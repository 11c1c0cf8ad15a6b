// part: produce
// wrote: collected the source into a `Result<Vec<_>, E>` first, to have the error out of the way
// cause: `collect` takes everything from the source at the start; a full queue is to make the source wait.

use std::time::Duration;

use tokio::time::sleep;

use crate::Queue;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let mut items = Vec::new();
    let mut failed = None;
    for item in source {
        match item {
            Ok(item) => items.push(item),
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    let mut count = 0;
    for item in items {
        if queue.put(Some(item)).await.is_err() {
            break;
        }
        count += 1;
        sleep(pace).await;
    }
    let _ = queue.put(None).await;
    match failed {
        Some(error) => Err(error),
        None => Ok(count),
    }
}
