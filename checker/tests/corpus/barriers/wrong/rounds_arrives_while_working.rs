// part: rounds
// mistake: work and wait at once, with join!
// diagnosis: arrives too early
// breaks: "When all have, exactly one of them does `merge(round)`": work takes 10 and 30 ms: who has done after 10 ms merges then, if it is the leader, before the other has ended its work

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 0..count {
        let ((), meeting) = tokio::join!(work(round), barrier.wait());
        if meeting.is_leader() {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
