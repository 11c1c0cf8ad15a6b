// part: rounds
// wrote: work, wait, merge, wait, without a look at who leads
// cause: all of them call your `merge`: only the one whose `wait` says `is_leader` is to do it.

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
        merge(round).await;
        barrier.wait().await;
    }
}
