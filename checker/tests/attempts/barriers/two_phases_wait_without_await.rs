// part: two_phases
// wrote: Called `barrier.wait()` without `.await`: it looks like a blocking call.
// cause: `barrier.wait()` only makes a future; without `.await` it never arrives at the barrier.
// was: 5
// from: 2/b1

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let a = one.await;
    barrier.wait();
    let b = two.await;
    (a, b)
}
