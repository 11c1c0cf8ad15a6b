// part: rounds
// mistake: everybody calls `merge` for all the rounds at the beginning, and keeps the futures until they are needed
// diagnosis: more than one leader
// or: taken ahead of need
// breaks: "When all have, exactly one of them does `merge(round)`": with three workers and two rounds the closure is called six times, and always before anybody has worked

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    let merges: Vec<G> = (0..count).map(&mut merge).collect();
    for (round, merging) in merges.into_iter().enumerate() {
        work(round).await;
        if barrier.wait().await.is_leader() {
            merging.await;
        }
        barrier.wait().await;
    }
}
