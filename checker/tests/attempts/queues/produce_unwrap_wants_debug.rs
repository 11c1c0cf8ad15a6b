// part: produce
// wrote: `unwrap` on `put`, to be rid of the `Result`
// cause: `unwrap` wants to print the item and `T` is not `Debug`; leave the signature, and look at the error instead.
// compiles: no

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
            Ok(item) => queue.put(Some(item)).await.unwrap(),
            Err(error) => {
                queue.put(None).await.unwrap();
                return Err(error);
            }
        }
        count += 1;
        sleep(pace).await;
    }
    queue.put(None).await.unwrap();
    Ok(count)
}
