// part: start_together
// wrote: Spawned each waiter of `waiters.iter()`, as one writes a list comprehension over a list.
// cause: `iter()` gives references, and a reference to the waiter is no future: `into_iter()` gives the waiters.
// was: 4
// from: st2

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let handles: Vec<_> = waiters.iter().map(|w| tokio::spawn(w)).collect();
    let setter = tokio::spawn(setter);
    let mut out = Vec::new();
    for h in handles {
        out.push(h.await.unwrap());
    }
    setter.await.unwrap();
    out
}
