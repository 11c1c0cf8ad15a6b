// part: start_together
// wrote: Awaited inside the closure of a `map`, like `[await w for w in waiters]`.
// cause: A closure is not async, so there is no `.await` in it: write a `for` loop.
// was: 3
// from: 2/st1

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let setter = tokio::spawn(setter);
    let out = waiters.into_iter().map(|w| tokio::spawn(w).await.unwrap()).collect();
    setter.await.unwrap();
    out
}
