// part: produce
// wrote: Wrote `queue.put(..).await?`, since an exception would be raised there in Python.
// cause: A closed queue is no error here, and `?` would make it one: look at the result of `put` and end the loop.
// was: 2
// from: 2/p1

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
        match item {
            Ok(item) => {
                queue.put(Some(item)).await?;
                n += 1;
                sleep(pace).await;
            }
            Err(e) => {
                let _ = queue.put(None).await;
                return Err(e);
            }
        }
    }
    let _ = queue.put(None).await;
    Ok(n)
}
