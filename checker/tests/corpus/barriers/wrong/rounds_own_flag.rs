// part: rounds
// mistake: the flag that says that somebody merges already is a local one
// diagnosis: more than one leader
// or: not shared
// breaks: "exactly one of them does `merge(round)`": three workers, three merges in every round

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 0..count {
        let taken = AtomicBool::new(false);
        work(round).await;
        barrier.wait().await;
        // The first one who comes here merges.
        if !taken.swap(true, Ordering::SeqCst) {
            merge(round).await;
        }
        barrier.wait().await;
    }
}
