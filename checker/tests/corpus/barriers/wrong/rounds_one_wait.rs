// part: rounds
// mistake: there is no second wait after the merge
// diagnosis: leader work not awaited
// breaks: "while the others wait. When the merge is over, all go on": two workers, merge takes 10 ms: the other one begins round 1 at the instant at which the merge of round 0 begins

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
        if barrier.wait().await.is_leader() {
            merge(round).await;
        }
    }
}
