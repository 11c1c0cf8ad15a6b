// part: start_together
// wrote: Spawned each waiter and awaited its handle in the same round of the loop.
// cause: The loop spawns the next waiter only when the one before has ended: spawn all of them first, then await.
// was: 4
// from: 2/st3

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let s = tokio::spawn(setter);
    let mut out = Vec::new();
    for w in waiters {
        let h = tokio::spawn(w);
        out.push(h.await.unwrap());
    }
    s.await.unwrap();
    out
}
