// part: produce
// mistake: rests while it puts, so it rests less, or not at all, when it has to wait for room
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
            let put = async { queue.put(Some(item)).await.map_err(drop) };
            let rest = async {
                sleep(pace).await;
                Ok(())
            };
            if tokio::try_join!(put, rest).is_err() {
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
