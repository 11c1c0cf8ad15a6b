// part: fetch_all
// idea: all urls are in a channel, and `limit` lanes receive from it until it is empty

use crate::gather;

use tokio::sync::{Mutex, mpsc};

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let count = urls.len();
    let (give, take) = mpsc::unbounded_channel();
    for next in urls.into_iter().enumerate() {
        let _ = give.send(next);
    }
    drop(give);
    let take = Mutex::new(take);

    let lane = async |_| {
        let mut outputs = Vec::new();
        loop {
            let next = take.lock().await.recv().await;
            let Some((place, url)) = next else { return outputs };
            outputs.push((place, fetch(url).await));
        }
    };
    let lanes = gather((0..limit.min(count)).map(lane)).await;
    let mut outputs: Vec<_> = lanes.into_iter().flatten().collect();
    outputs.sort_by_key(|(place, _)| *place);
    outputs.into_iter().map(|(_, output)| output).collect()
}
