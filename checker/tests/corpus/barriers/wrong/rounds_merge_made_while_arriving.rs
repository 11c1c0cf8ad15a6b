// part: rounds
// mistake: everybody calls `merge` on arrival, so that the future is at hand if it turns out to be the leader
// diagnosis: more than one leader
// or: taken ahead of need
// breaks: "When all have, exactly one of them does `merge(round)`": with three workers the closure is called three times in each round, and the first two times before all have worked

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
        let (arrived, merging) = tokio::join!(barrier.wait(), async { merge(round) });
        if arrived.is_leader() {
            merging.await;
        }
        barrier.wait().await;
    }
}
