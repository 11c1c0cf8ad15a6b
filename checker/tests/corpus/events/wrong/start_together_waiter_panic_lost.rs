// part: start_together
// mistake: leaves out the waiters that have panicked
// diagnosis: panic swallowed

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    let setter = tokio::spawn(setter);

    let mut outputs = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        if let Ok(output) = waiter.await {
            outputs.push(output);
        }
    }
    setter.await.expect("the setter panicked");
    outputs
}
