// part: start_together
// wrote: Pushed `h.await` into the list, as `await task` gives the value in Python.
// cause: A handle gives a `Result`, since the task may have panicked: take the output out of it.
// was: 5
// from: st5b

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let handles: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    let setter = tokio::spawn(setter);
    let mut out: Vec<W::Output> = Vec::new();
    for h in handles {
        out.push(h.await);
    }
    setter.await.unwrap();
    out
}
