// part: rounds
// mistake: the others sleep for a while instead of waiting for the leader
// diagnosis: time used instead of a signal
// or: leader work not awaited
// breaks: "When the merge is over, all go on to the next round at once": a merge of 50 ms: the others begin the next round at 10 ms

use std::time::Duration;

use tokio::sync::Barrier;
use tokio::time::sleep;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 0..count {
        work(round).await;
        if barrier.wait().await.is_leader() {
            merge(round).await;
        } else {
            // Ten milliseconds are enough for a merge.
            sleep(Duration::from_millis(10)).await;
        }
    }
}
