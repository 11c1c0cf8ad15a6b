// part: rounds
// mistake: while the leader merges, the others do the work of the next round already
// diagnosis: taken ahead of need
// or: leader work not awaited
// breaks: "while the others wait. When the merge is over, all go on": merge takes 10 ms: the others begin work(1) when merge(0) begins

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    if count == 0 {
        return;
    }
    work(0).await;
    for round in 0..count {
        let next = round + 1;
        if barrier.wait().await.is_leader() {
            merge(round).await;
            barrier.wait().await;
            if next < count {
                work(next).await;
            }
        } else {
            if next < count {
                work(next).await;
            }
            barrier.wait().await;
        }
    }
}
