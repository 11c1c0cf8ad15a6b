// part: rounds
// wrote: `if barrier.wait().await`, in the belief that it says whether one leads
// cause: `wait` gives a `BarrierWaitResult`: ask it by `is_leader()`.
// compiles: no

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
        if barrier.wait().await {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
