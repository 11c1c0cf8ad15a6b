// part: rounds
// idea: the leader of the second wait leads the next round

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    let mut leads = None;
    for round in 0..count {
        work(round).await;
        let ready = barrier.wait().await;
        if leads.unwrap_or(ready.is_leader()) {
            merge(round).await;
        }
        let over = barrier.wait().await;
        leads = Some(over.is_leader());
    }
}
