// part: rounds
// idea: one loop over the phases, two per round: a small state machine

use tokio::sync::Barrier;

enum Phase {
    Work(usize),
    Merge(usize),
    Meet(usize),
}

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    let mut phase = Phase::Work(0);
    loop {
        phase = match phase {
            Phase::Work(round) if round == count => break,
            Phase::Work(round) => {
                work(round).await;
                if barrier.wait().await.is_leader() { Phase::Merge(round) } else { Phase::Meet(round) }
            }
            Phase::Merge(round) => {
                merge(round).await;
                Phase::Meet(round)
            }
            Phase::Meet(round) => {
                barrier.wait().await;
                Phase::Work(round + 1)
            }
        };
    }
}
