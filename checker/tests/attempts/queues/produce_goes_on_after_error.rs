// part: produce
// wrote: kept the first error for the return and went on with the next item, as one logs an exception in a loop
// cause: the first error ends the production: after it you still take items from the source and put them.

use std::time::Duration;

use tokio::time::sleep;

use crate::Queue;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let mut count = 0;
    let mut first_error = None;
    for item in source {
        match item {
            Ok(item) => {
                if queue.put(Some(item)).await.is_err() {
                    break;
                }
                count += 1;
                sleep(pace).await;
            }
            Err(error) => {
                first_error.get_or_insert(error);
            }
        }
    }
    let _ = queue.put(None).await;
    first_error.map_or(Ok(count), Err)
}
