// part: rounds
// mistake: the leader of a round is known before it begins, and calls `merge` before its own work; it only awaits it when all have worked
// diagnosis: taken ahead of need
// breaks: "When all have, exactly one of them does `merge(round)`": what the closure does before it returns its future, such as adding up what the workers have written, is done when nobody has worked yet

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
    let mut is_leader = barrier.wait().await.is_leader();
    for round in 0..count {
        let merging = is_leader.then(|| merge(round));
        work(round).await;
        barrier.wait().await;
        if let Some(merging) = merging {
            merging.await;
        }
        // Who leads next is known by the same meeting.
        is_leader = barrier.wait().await.is_leader();
    }
}
