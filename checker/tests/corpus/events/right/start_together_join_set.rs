// part: start_together
// idea: the waiters in a JoinSet

use tokio::task::JoinSet;

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let setter = tokio::spawn(setter);
    let mut tasks = JoinSet::new();
    for (index, waiter) in waiters.into_iter().enumerate() {
        tasks.spawn(async move { (index, waiter.await) });
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    while let Some(ended) = tasks.join_next().await {
        outputs.push(ended.expect("a waiter panicked"));
    }
    setter.await.expect("the setter panicked");
    outputs.sort_by_key(|(index, _)| *index);
    outputs.into_iter().map(|(_, output)| output).collect()
}
