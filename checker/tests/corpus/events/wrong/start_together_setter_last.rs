// part: start_together
// mistake: begins the setter only when all waiters have ended
// diagnosis: one after the other
// or: deadlock

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();

    let mut outputs = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        outputs.push(waiter.await.expect("a waiter panicked"));
    }
    setter.await;
    outputs
}
