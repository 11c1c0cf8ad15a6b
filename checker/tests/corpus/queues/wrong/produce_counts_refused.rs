// part: produce
// mistake: counts an item before it has been put, so also the one that was refused
// diagnosis: counted before it is done

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
        for item in source {
            let item = item?;
            count += 1;
            if queue.put(Some(item)).await.is_err() {
                break;
            }
            sleep(pace).await;
        }
        Ok(count)
    };
    let produced = puts.await;
    let _ = queue.put(None).await;
    produced
}
