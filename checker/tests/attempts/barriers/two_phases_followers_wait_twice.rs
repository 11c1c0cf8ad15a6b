// part: two_phases
// wrote: let only the leader go on, and the others wait once more, until the leader lets them go
// cause: at the first `wait` all are let go, not only the leader; at your second one they wait for a full round.

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let first = one.await;
    if !barrier.wait().await.is_leader() {
        barrier.wait().await;
    }
    let second = two.await;
    (first, second)
}
