// part: start_together
// wrote: Spawned the setter and dropped its handle, a background task as in asyncio.
// cause: Nobody awaits the setter's handle, so the call returns while the setter may still run.
// was: 5
// from: st4, st5, 2/st5

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let handles: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    tokio::spawn(setter);
    let mut out = Vec::new();
    for h in handles {
        out.push(h.await.unwrap());
    }
    out
}
