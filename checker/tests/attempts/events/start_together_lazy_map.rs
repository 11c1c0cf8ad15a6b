// part: start_together
// wrote: Spawned in a `map` and never collected it, thinking of a list comprehension, which spawns at once.
// cause: An iterator is lazy: each task is spawned when the loop asks for its handle, after the one before has ended.
// was: 3
// from: st3, 2/st4

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let handles = waiters.into_iter().map(tokio::spawn);
    let setter = tokio::spawn(setter);
    let mut out = Vec::new();
    for h in handles {
        out.push(h.await.unwrap());
    }
    setter.await.unwrap();
    out
}
