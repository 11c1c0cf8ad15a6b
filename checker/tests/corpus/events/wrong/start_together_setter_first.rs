// part: start_together
// mistake: runs the setter to its end before the waiters begin
// diagnosis: one after the other

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    setter.await;
    let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();

    let mut outputs = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        outputs.push(waiter.await.expect("a waiter panicked"));
    }
    outputs
}
