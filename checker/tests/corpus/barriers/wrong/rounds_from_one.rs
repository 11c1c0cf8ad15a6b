// part: rounds
// mistake: rounds numbered from 1
// diagnosis: none
// breaks: "`count` rounds, numbered from 0": with count 2, work is done for 1 and 2

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
