// part: two_phases
// mistake: waits at the barrier before phase one
// verdict: Differs in two_phases::nobody_begins_phase_two_before_everybody_has_ended_phase_one

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    barrier.wait().await;
    let one = one.await;
    let two = two.await;
    (one, two)
}
