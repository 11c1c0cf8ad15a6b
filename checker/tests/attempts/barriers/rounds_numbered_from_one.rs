// part: rounds
// wrote: `1..=count`, as rounds are counted from 1 in speech
// cause: your rounds are 1 to `count`; they are to be numbered from 0.

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 1..=count {
        work(round).await;
        if barrier.wait().await.is_leader() {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
