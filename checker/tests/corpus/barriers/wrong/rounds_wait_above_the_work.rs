// part: rounds
// mistake: the wait stands above the work
// diagnosis: arrives too early
// breaks: "When all have, exactly one of them does `merge(round)`": work takes 10 and 30 ms: the leader merges when its own work is over, which may be 20 ms too early

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 0..count {
        let meeting = barrier.wait().await;
        work(round).await;
        if meeting.is_leader() {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
