// part: start_together
// mistake: takes the outputs as `JoinSet::join_all` gives them, in the order in which the waiters end
// diagnosis: results in completion order

use tokio::task::JoinSet;

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let setter = tokio::spawn(setter);
    let mut tasks = JoinSet::new();
    for waiter in waiters {
        tasks.spawn(waiter);
    }
    let outputs = tasks.join_all().await;
    setter.await.expect("the setter panicked");
    outputs
}
