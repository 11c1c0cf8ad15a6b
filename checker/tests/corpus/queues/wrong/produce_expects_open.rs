// part: produce
// mistake: takes it for a bug when the queue is closed, and panics
// diagnosis: outcome taken for a bug

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
            queue.put(Some(item?)).await.map_err(drop).expect("the queue is open");
            count += 1;
            sleep(pace).await;
        }
        Ok(count)
    };
    let produced = puts.await;
    let _ = queue.put(None).await;
    produced
}
