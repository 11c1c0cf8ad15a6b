// part: two_phases
// wrote: Put phase one and the wait into `join!`, out of the habit of `asyncio.gather`.
// cause: `join!` starts both at once, so you arrive at the barrier while phase one still runs.
// was: 4
// from: 2/b3

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let (a, _) = tokio::join!(one, barrier.wait());
    let b = two.await;
    (a, b)
}
