// part: start_together
// wrote: Awaited the waiters in a `for` loop, as if they had begun when they were made, like tasks in asyncio.
// cause: A future begins when it is awaited: the loop begins the second waiter when the first has ended.
// was: 4
// from: st1, 2/st2

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let setter = tokio::spawn(setter);
    let mut out = Vec::new();
    for w in waiters {
        out.push(w.await);
    }
    setter.await.unwrap();
    out
}
