// part: produce
// mistake: paces with an interval, which rests less after a put that took long, and not after the first
// diagnosis: pause in the wrong place

use crate::Queue;

use std::time::Duration;

use tokio::time::interval;

pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    let puts = async {
        let mut count = 0;
        let mut pace = interval(pace);
        for item in source {
            if queue.put(Some(item?)).await.is_err() {
                break;
            }
            count += 1;
            pace.tick().await;
        }
        Ok(count)
    };
    let produced = puts.await;
    let _ = queue.put(None).await;
    produced
}
