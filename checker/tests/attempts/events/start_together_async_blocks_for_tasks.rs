// part: start_together
// wrote: Wrapped each waiter in an `async move` block and took that for a task, like a scheduled coroutine.
// cause: An `async` block does nothing before it is awaited; only `tokio::spawn` makes a task that runs by itself.
// was: 5
// from: st5d

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let tasks: Vec<_> = waiters.into_iter().map(|w| async move { w.await }).collect();
    let setter = tokio::spawn(setter);
    let mut out = Vec::new();
    for t in tasks {
        out.push(t.await);
    }
    setter.await.unwrap();
    out
}
