// part: start_together
// mistake: does not wait until the setter has ended
// diagnosis: task not awaited

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    tokio::spawn(setter);

    let mut outputs = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        outputs.push(waiter.await.expect("a waiter panicked"));
    }
    outputs
}
