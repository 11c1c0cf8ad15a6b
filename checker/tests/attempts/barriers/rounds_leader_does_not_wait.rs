// part: rounds
// wrote: the leader merges, and only the others wait a second time
// cause: the barrier counts everybody: without the leader the second `wait` is one short, and rounds get mixed up.

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
        } else {
            barrier.wait().await;
        }
    }
}
