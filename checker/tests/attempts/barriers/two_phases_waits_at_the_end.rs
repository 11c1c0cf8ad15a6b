// part: two_phases
// wrote: put both outputs together first, and then waited for the others
// cause: `two.await` stands in the line above your `wait`, so phase two is over before you wait.

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let outputs = (one.await, two.await);
    barrier.wait().await;
    outputs
}
