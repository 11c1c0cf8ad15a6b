use tokio::sync::Barrier;

/// Takes one worker through `count` rounds, numbered from 0, together with everybody else who shares `barrier`.
///
/// In every round each of them does `work(round)`. When all have, exactly one of them does `merge(round)`, the leader
/// of that round, while the others wait. When the merge is over, all go on to the next round at once; after the last
/// one they return. Who is leader is left open, and need not be the same in each round.
///
/// Everybody calls this with the same `count` and with a `barrier` made for all of them. After the last round the
/// barrier can be used again.
///
/// # Cancel safety
/// Not cancel safe: a call that is dropped while it waits still counts as an arrival (`tokio::sync::Barrier::wait`).
pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, work: W, merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    todo!("in each round: work, wait for everybody, let one merge, and wait until that is done")
}
