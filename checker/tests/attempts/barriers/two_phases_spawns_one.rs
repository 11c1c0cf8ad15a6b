// part: two_phases
// wrote: tasks for both phases, and the bounds from rustc's help in the signature
// cause: the stub wants no more of the phases than `Future`; one comes after the other here, so no task is needed.
// compiles: alone

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future + Send + 'static,
    One::Output: Send + 'static,
    Two: Future + Send + 'static,
    Two::Output: Send + 'static,
{
    let first = tokio::spawn(one).await.unwrap();
    barrier.wait().await;
    let second = tokio::spawn(two).await.unwrap();
    (first, second)
}
