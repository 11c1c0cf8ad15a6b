// part: two_phases
// wrote: `?` behind the wait, since whatever waits may fail
// cause: `wait` of a barrier gives a `BarrierWaitResult`, which despite its name is no `Result`: leave the `?` away.
// compiles: no

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let first = one.await;
    barrier.wait().await?;
    let second = two.await;
    (first, second)
}
