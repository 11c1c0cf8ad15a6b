// part: start_together
// mistake: begins each waiter only when the one before has ended
// diagnosis: one after the other

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let setter = tokio::spawn(setter);

    let mut outputs = Vec::with_capacity(waiters.len());
    for waiter in waiters {
        outputs.push(tokio::spawn(waiter).await.expect("a waiter panicked"));
    }
    setter.await.expect("the setter panicked");
    outputs
}
