// part: two_phases
// mistake: everybody but the leader waits once more, for a leader who has gone on
// diagnosis: barrier one too many

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let one = one.await;
    if !barrier.wait().await.is_leader() {
        barrier.wait().await;
    }
    let two = two.await;
    (one, two)
}
