// part: rounds
// idea: the second wait stands at the beginning of the next round, and after the last one

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 0..count {
        if round > 0 {
            barrier.wait().await;
        }
        work(round).await;
        let meeting = barrier.wait().await;
        if meeting.is_leader() {
            merge(round).await;
        }
    }
    if count > 0 {
        barrier.wait().await;
    }
}
