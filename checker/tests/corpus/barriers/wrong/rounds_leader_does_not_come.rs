// part: rounds
// mistake: the leader does not come to the second wait, as it "knows already"
// diagnosis: barrier one too many
// or: barrier not reusable
// breaks: "while the others wait. When the merge is over, all go on": three workers: the two others wait for the leader, who counts as the missing one only when it comes with the work of the next round; in the last round they wait for ever (stuck)

use tokio::sync::Barrier;

pub async fn rounds<W, M, F, G>(barrier: &Barrier, count: usize, mut work: W, mut merge: M)
where
    W: FnMut(usize) -> F,
    M: FnMut(usize) -> G,
    F: Future<Output = ()>,
    G: Future<Output = ()>,
{
    for round in 0..count {
        work(round).await;
        if barrier.wait().await.is_leader() {
            merge(round).await;
        } else {
            barrier.wait().await;
        }
    }
}
