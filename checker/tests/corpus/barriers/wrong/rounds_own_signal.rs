// part: rounds
// mistake: the leader tells the others by a signal, but every call has one of its own
// diagnosis: none
// breaks: "When the merge is over, all go on": one worker, one round: it waits for ever, and so do the others where there are several

use tokio::sync::{Barrier, Notify};

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    let merged = Notify::new();
    for round in 0..count {
        work(round).await;
        if barrier.wait().await.is_leader() {
            merge(round).await;
            merged.notify_waiters();
        }
        merged.notified().await;
    }
}
