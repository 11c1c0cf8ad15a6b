// part: rounds
// mistake: the leader flag is never taken back: who has led once merges in every round
// diagnosis: more than one leader
// breaks: "exactly one of them does `merge(round)`": three workers; as soon as two of them have led, both merge in each round that follows

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    let mut leader = false;
    for round in 0..count {
        work(round).await;
        leader |= barrier.wait().await.is_leader();
        if leader {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
