// part: start_together
// wrote: Used a `JoinSet` and pushed what `join_next` gives, taking it for a `TaskGroup`.
// cause: `join_next` gives the task that ends first, so the outputs stand in the order of the ends.
// was: 5
// from: 2/st6

use tokio::task::JoinSet;

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut set = JoinSet::new();
    for w in waiters {
        set.spawn(w);
    }
    let s = tokio::spawn(setter);
    let mut out = Vec::new();
    while let Some(result) = set.join_next().await {
        out.push(result.unwrap());
    }
    s.await.unwrap();
    out
}
