// part: two_phases
// wrote: Lets everybody but the leader wait once more, until the leader has gone on.
// cause: Who is not the leader waits a second time, and nobody comes to that second wait.
// was: 4
// from: 2/b3b

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let a = one.await;
    if !barrier.wait().await.is_leader() {
        barrier.wait().await;
    }
    let b = two.await;
    (a, b)
}
