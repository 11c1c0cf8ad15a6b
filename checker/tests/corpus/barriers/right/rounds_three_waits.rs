// part: rounds
// idea: a wait for the work, one to elect a leader, one for the merge: clumsy

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
        let elected = barrier.wait().await.is_leader();
        if elected {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
