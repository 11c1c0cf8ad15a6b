// part: start_together
// wrote: Took the output with `if let Ok(o)`, to get rid of the `Result` of the handle.
// cause: When a task panics, its handle gives an `Err`, which `if let Ok` passes over: the caller learns nothing.
// was: 4
// from: st5c

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let handles: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    let setter = tokio::spawn(setter);
    let mut out = Vec::new();
    for h in handles {
        if let Ok(o) = h.await {
            out.push(o);
        }
    }
    setter.await.unwrap();
    out
}
