// part: produce
// idea: the loop only ends, and what ended it is looked up after the end signal

use crate::Queue;

use std::time::Duration;

use tokio::time::sleep;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let mut count = 0;
    let mut failed = None;
    for item in source {
        let item = match item {
            Ok(item) => item,
            Err(error) => {
                failed = Some(error);
                break;
            }
        };
        if queue.put(Some(item)).await.is_err() {
            break;
        }
        count += 1;
        sleep(pace).await;
    }

    // A queue that is closed refuses it, and nobody waits for it there.
    let _ = queue.put(None).await;
    match failed {
        Some(error) => Err(error),
        None => Ok(count),
    }
}
