// part: two_phases
// mistake: goes on to phase two without waiting for the others
// verdict: Differs in two_phases::nobody_begins_phase_two_before_everybody_has_ended_phase_one

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
