// part: rounds
// mistake: everybody merges what it has before it waits
// diagnosis: goes on without waiting
// or: wrong output
// breaks: "When all have, exactly one of them does `merge(round)`": work takes 10 and 30 ms: there is a merge at 10 ms, and another at 30 ms

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 0..count {
        work(round).await;
        merge(round).await;
        barrier.wait().await;
    }
}
