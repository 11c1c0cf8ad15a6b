// part: rounds
// idea: each step a function of its own, the closures passed on by reference

use tokio::sync::Barrier;

async fn meet(barrier: &Barrier) -> bool {
    barrier.wait().await.is_leader()
}

async fn step<F: Future<Output = ()>, G: Future<Output = ()>>(
    barrier: &Barrier,
    round: usize,
    work: &mut impl FnMut(usize) -> F,
    merge: &mut impl FnMut(usize) -> G,
) {
    work(round).await;
    match meet(barrier).await {
        true => merge(round).await,
        false => (),
    }
    meet(barrier).await;
}

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 0..count {
        step(barrier, round, &mut work, &mut merge).await;
    }
}
