// part: start_together
// idea: spawns all, then awaits the setter before the waiters

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    let setter = tokio::spawn(setter);

    setter.await.expect("the setter panicked");
    let mut outputs = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        outputs.push(waiter.await.expect("a waiter panicked"));
    }
    outputs
}
