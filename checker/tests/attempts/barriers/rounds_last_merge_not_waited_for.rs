// part: rounds
// wrote: left out the second wait in the last round, since no round comes after it
// cause: after the last round your others return while the leader still merges: wait there as well.

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
            merge(round).await;
        }
        if round != count - 1 {
            barrier.wait().await;
        }
    }
}
