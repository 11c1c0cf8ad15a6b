// part: produce
// mistake: takes all items from the source before it puts the first
// diagnosis: taken ahead of need

use crate::Queue;

use std::time::Duration;

use tokio::time::sleep;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let puts = async {
        let mut count = 0;
        let items = source.into_iter().collect::<Result<Vec<_>, E>>()?;
        for item in items {
            if queue.put(Some(item)).await.is_err() {
                break;
            }
            count += 1;
            sleep(pace).await;
        }
        Ok(count)
    };
    let produced = puts.await;
    let _ = queue.put(None).await;
    produced
}
