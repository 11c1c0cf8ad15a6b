// part: produce
// wrote: Made a list of the source first, and rests between the items only.
// cause: `collect` takes every item at once: take the next one only when the one before is put and the rest is over.
// was: 5
// from: 2/p5

use std::time::Duration;

use tokio::time::sleep;

use crate::Queue;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let items: Vec<Result<T, E>> = source.into_iter().collect();
    let mut n = 0;
    for item in items {
        if n > 0 {
            sleep(pace).await;
        }
        match item {
            Ok(item) => {
                if queue.put(Some(item)).await.is_err() {
                    return Ok(n);
                }
                n += 1;
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
