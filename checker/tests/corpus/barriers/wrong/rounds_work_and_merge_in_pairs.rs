// part: rounds
// mistake: makes the two futures of a round together, as it comes to it: so everybody calls `merge`, and before the work
// diagnosis: more than one leader
// or: taken ahead of need
// breaks: "When all have, exactly one of them does `merge(round)`": with three workers the closure is called three times in each round, each time before the work

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    let rounds = (0..count).map(|round| (work(round), merge(round)));
    for (working, merging) in rounds {
        working.await;
        let meeting = barrier.wait().await;
        if meeting.is_leader() {
            merging.await;
        }
        barrier.wait().await;
    }
}
