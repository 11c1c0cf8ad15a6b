// part: two_phases
// mistake: waits a second time, after phase two, where nobody else need come
// verdict: Differs in two_phases::the_same_barrier_serves_round_after_round

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let one = one.await;
    barrier.wait().await;
    let two = two.await;
    barrier.wait().await;
    (one, two)
}
