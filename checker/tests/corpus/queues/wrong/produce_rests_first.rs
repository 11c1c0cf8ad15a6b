// part: produce
// mistake: rests before each item instead of after it
// diagnosis: pause in the wrong place

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
            sleep(pace).await;
            if queue.put(Some(item)).await.is_err() {
                break;
            }
            count += 1;
        }
        Ok(count)
    };
    let produced = puts.await;
    let _ = queue.put(None).await;
    produced
}
