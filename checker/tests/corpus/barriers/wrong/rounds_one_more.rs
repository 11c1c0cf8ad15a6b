// part: rounds
// mistake: one round too many
// diagnosis: none
// breaks: "`count` rounds, numbered from 0": with count 2, there is a round 2

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 0..=count {
        work(round).await;
        if barrier.wait().await.is_leader() {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
