// part: rounds
// mistake: both waits come first, and the leader of the second merges
// diagnosis: leader work not awaited
// breaks: "while the others wait. When the merge is over, all go on": the others begin the next round when the merge begins

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
        let last = barrier.wait().await;
        if last.is_leader() {
            merge(round).await;
        }
    }
}
