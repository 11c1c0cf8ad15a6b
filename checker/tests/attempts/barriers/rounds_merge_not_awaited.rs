// part: rounds
// wrote: `merge(round);` in the branch of the leader, without `.await`
// cause: `merge(round);` only makes a future, so nothing is merged: await it.

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
        let result = barrier.wait().await;
        if result.is_leader() {
            merge(round);
        }
        barrier.wait().await;
    }
}
