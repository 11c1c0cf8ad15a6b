// part: two_phases
// idea: a tuple is made from left to right, so the wait stands in the middle of one

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let (one, _all, two) = (one.await, barrier.wait().await, two.await);
    (one, two)
}
