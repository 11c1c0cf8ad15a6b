// part: two_phases
// mistake: stops waiting after a second and begins phase two without the others
// diagnosis: time used instead of a signal

use std::time::Duration;

use tokio::sync::Barrier;
use tokio::time::timeout;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let one = one.await;
    let _ = timeout(Duration::from_secs(1), barrier.wait()).await;
    let two = two.await;
    (one, two)
}
