// part: two_phases
// wrote: waited first, so that all begin at the same time
// cause: you wait before `one`: all begin phase one together, but nobody waits between the phases.

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    barrier.wait().await;
    (one.await, two.await)
}
