// part: two_phases
// idea: phase one and the arrival are one async block, phase two another

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let arrive = async {
        let output = one.await;
        let _leader = barrier.wait().await.is_leader();
        output
    };
    (arrive.await, two.await)
}
