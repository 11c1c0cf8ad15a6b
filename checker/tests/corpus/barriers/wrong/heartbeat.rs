// part: two_phases
// mistake: waits in turns of two seconds, and every turn that ends early counts as one more arrival
// diagnosis: barrier one short

use std::time::Duration;

use tokio::sync::Barrier;
use tokio::time::timeout;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let one = one.await;
    while timeout(Duration::from_secs(2), barrier.wait()).await.is_err() {
        // Somebody is slow. We go on waiting.
    }
    let two = two.await;
    (one, two)
}
