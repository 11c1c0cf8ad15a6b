// part: two_phases
// mistake: arrives at the barrier while phase one is still going on
// verdict: Differs in two_phases::nobody_begins_phase_two_before_everybody_has_ended_phase_one

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let (one, _) = tokio::join!(one, barrier.wait());
    let two = two.await;
    (one, two)
}
