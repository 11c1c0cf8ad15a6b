// part: start_together
// wrote: Awaited the setter's handle and ignored its result, as `await task` raises by itself in Python.
// cause: `s.await` gives an `Err` when the setter has panicked; it raises nothing, so somebody must look at it.
// was: 4
// from: 2/st7

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut handles = Vec::new();
    for w in waiters {
        handles.push(tokio::spawn(w));
    }
    let s = tokio::spawn(setter);
    let mut out = Vec::new();
    for h in handles {
        out.push(h.await.unwrap());
    }
    s.await;
    out
}
