// part: two_phases
// mistake: goes on to phase two without waiting for the others
// diagnosis: goes on without waiting

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(_barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let one = one.await;
    let two = two.await;
    (one, two)
}
