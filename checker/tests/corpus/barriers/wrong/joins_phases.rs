// part: two_phases
// mistake: runs both phases at the same time, and waits at the barrier after them
// diagnosis: goes on without waiting

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let (one, two) = tokio::join!(one, two);
    barrier.wait().await;
    (one, two)
}
