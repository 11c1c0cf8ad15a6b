// part: two_phases
// wrote: Made a task of phase one, as with `asyncio.create_task`.
// cause: The signature promises no `Send` for `One` and is given: this part needs no task, await `one` instead.
// was: 2
// from: 2/b3c

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let a = tokio::spawn(one).await.unwrap();
    barrier.wait().await;
    let b = two.await;
    (a, b)
}
