// part: produce
// mistake: closes the queue instead of putting the end signal
// diagnosis: closed too early

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
            if queue.put(Some(item?)).await.is_err() {
                break;
            }
            count += 1;
            sleep(pace).await;
        }
        Ok(count)
    };
    let produced = puts.await;
    queue.close();
    produced
}
