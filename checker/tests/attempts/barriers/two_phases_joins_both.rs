// part: two_phases
// wrote: `join!` of both phases with the wait in the first, as with `asyncio.gather`
// cause: `join!` runs both at the same time: your `two` does not wait for `one`, nor for the barrier.

use tokio::sync::Barrier;

pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    let phase_one = async {
        let output = one.await;
        barrier.wait().await;
        output
    };
    tokio::join!(phase_one, two)
}
