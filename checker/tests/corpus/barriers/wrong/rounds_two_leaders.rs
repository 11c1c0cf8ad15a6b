// part: rounds
// mistake: one leader of each of the two waits merges
// diagnosis: more than one leader
// or: wrong output
// breaks: "exactly one of them does `merge(round)`": every round is merged twice, the second time while the others go on

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
        if barrier.wait().await.is_leader() {
            merge(round).await;
        }
    }
}
