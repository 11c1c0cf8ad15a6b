// part: two_phases
// wrote: `barrier.wait();` as one calls `threading.Barrier.wait`
// cause: `barrier.wait();` only makes a future: nobody arrives at the barrier, and phase two begins at once.

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let first = one.await;
    barrier.wait();
    let second = two.await;
    (first, second)
}
