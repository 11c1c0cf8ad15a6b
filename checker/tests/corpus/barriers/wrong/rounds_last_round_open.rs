// part: rounds
// mistake: the second wait is left out in the last round, as "nothing follows"
// diagnosis: leader work not awaited
// breaks: "When the merge is over, all go on ...; after the last one they return": the others return at the instant at which the last merge begins, not when it ends

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
        if round + 1 < count {
            barrier.wait().await;
        }
    }
}
