// part: rounds
// wrote: called `work` and `merge` as they come in
// cause: a `FnMut` changes itself when it is called: the parameters need a `mut` in front, `mut work: W`.
// compiles: no

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, work: W, merge: M)
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
        barrier.wait().await;
    }
}
