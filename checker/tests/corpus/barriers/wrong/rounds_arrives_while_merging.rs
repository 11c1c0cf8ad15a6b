// part: rounds
// mistake: the leader waits for the others while it merges, with join!
// diagnosis: leader work not awaited
// or: arrives too early
// breaks: "while the others wait. When the merge is over, all go on": merge takes 10 ms: the others begin the next round when the merge begins

use tokio::sync::Barrier;

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
            tokio::join!(merge(round), barrier.wait());
        } else {
            barrier.wait().await;
        }
    }
}
