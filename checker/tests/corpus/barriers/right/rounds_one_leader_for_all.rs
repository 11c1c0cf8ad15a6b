// part: rounds
// idea: who leads the first round leads all of them

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    let mut leader = None;
    for round in 0..count {
        work(round).await;
        let meeting = barrier.wait().await;
        let leads = *leader.get_or_insert(meeting.is_leader());
        if leads {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
