// part: two_phases
// mistake: runs both phases at the same time, and waits at the barrier after them
// verdict: Differs in two_phases::nobody_begins_phase_two_before_everybody_has_ended_phase_one

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
