use tokio::sync::Barrier;

/// Does `one`, waits at `barrier` for everybody else, then does `two`. Returns both outputs.
///
/// Nobody who shares the barrier begins phase two before all of them have ended phase one; then all begin at once.
///
/// # Cancel safety
/// Not cancel safe: a call that is dropped while it waits still counts as an arrival (`tokio::sync::Barrier::wait`).
pub async fn two_phases<One, Two>(barrier: &Barrier, one: One, two: Two) -> (One::Output, Two::Output)
where
    One: Future,
    Two: Future,
{
    todo!("do phase one, wait until everybody has, then do phase two")
}
