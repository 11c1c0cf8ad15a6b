// part: produce
// mistake: remembers the error of the source, but goes on with the items after it
// diagnosis: wrong reason to stop

use crate::Queue;

use std::time::Duration;

use tokio::time::sleep;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let mut produced = Ok(0);
    for item in source {
        match item {
            Ok(item) => {
                if queue.put(Some(item)).await.is_err() {
                    break;
                }
                produced = produced.map(|count| count + 1);
                sleep(pace).await;
            }
            Err(error) => produced = produced.and(Err(error)),
        }
    }
    let _ = queue.put(None).await;
    produced
}
