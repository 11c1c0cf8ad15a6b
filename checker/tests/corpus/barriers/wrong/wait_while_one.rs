// part: two_phases
// mistake: arrives at the barrier while phase one is still going on
// diagnosis: arrives too early

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let (one, _) = tokio::join!(one, barrier.wait());
    let two = two.await;
    (one, two)
}
