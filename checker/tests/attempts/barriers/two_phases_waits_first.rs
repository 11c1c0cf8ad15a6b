// part: two_phases
// wrote: Waits at the barrier first, so that all begin together.
// cause: You arrive before phase one is done, and the others wait for its end.
// was: 5
// from: 2/b2

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    barrier.wait().await;
    let a = one.await;
    let b = two.await;
    (a, b)
}
