// part: produce
<<<<<<< HEAD
// wrote: Wrote `queue.put(..).await?`, since an exception would be raised there in Python.
// cause: A closed queue is no error here, and `?` would make it one: look at the result of `put` and end the loop.
// was: 2
// from: 2/p1

use std::time::Duration;

use tokio::time::sleep;

=======
// wrote: `?` on both, on the item and on the `put`, to keep the loop short
// cause: the `?` behind `put` would hand out a `Closed`, but your errors are of type `E`; closed is no error here.
// compiles: no

use std::time::Duration;

>>>>>>> fresh
use crate::Queue;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
<<<<<<< HEAD
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
=======
    let mut count = 0;
    for item in source {
        queue.put(Some(item?)).await?;
        count += 1;
        tokio::time::sleep(pace).await;
    }
    queue.put(None).await?;
    Ok(count)
>>>>>>> fresh
}
