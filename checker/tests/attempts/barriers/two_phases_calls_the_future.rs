// part: two_phases
// wrote: called the phases, `one().await`, like coroutine functions
// cause: `one` is a future already and no function: await it, without parentheses.
// compiles: no

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let first = one().await;
    barrier.wait().await;
    let second = two().await;
    (first, second)
}
