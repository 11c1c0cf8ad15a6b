// part: rounds
// idea: a while loop, named results, both branches written out

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    let mut round: usize = 0;
    while round < count {
        work(round).await;
        let result = barrier.wait().await;
        let am_i_the_leader = result.is_leader();
        if am_i_the_leader == true {
            merge(round).await;
            let _ = barrier.wait().await;
        } else {
            let _ = barrier.wait().await;
        }
        round = round + 1;
    }
}
