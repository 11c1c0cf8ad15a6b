// part: rounds
// wrote: all rounds of work first, and the merges of all rounds behind them
// cause: your merges come after the last round: each round's is due between its work and the next round's.

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
        barrier.wait().await;
    }
    if barrier.wait().await.is_leader() {
        for round in 0..count {
            merge(round).await;
        }
    }
    barrier.wait().await;
}
