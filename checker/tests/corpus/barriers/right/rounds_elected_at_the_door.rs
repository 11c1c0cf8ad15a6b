// part: rounds
// idea: everybody meets once before the first round, and who leads there merges in all the rounds

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    let is_leader = barrier.wait().await.is_leader();
    for round in 0..count {
        work(round).await;
        barrier.wait().await;
        if is_leader {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
