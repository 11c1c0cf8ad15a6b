// part: two_phases
// mistake: waits at the barrier before phase one
// diagnosis: arrives too early

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    barrier.wait().await;
    let one = one.await;
    let two = two.await;
    (one, two)
}
