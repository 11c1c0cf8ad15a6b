// part: two_phases
// mistake: waits a second time, after phase two, where nobody else need come
// diagnosis: barrier one too many

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let one = one.await;
    barrier.wait().await;
    let two = two.await;
    barrier.wait().await;
    (one, two)
}
