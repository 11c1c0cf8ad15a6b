// part: start_together
// unwritten: set_after
// wrote: Wrote this part before `set_after`; it is complete, and wrong only in that nobody awaits the setter.
// cause: `start_together` is written, but its checks use `set_after`, which is not: write that one first.
// was: 1
// from: st4

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
    tokio::spawn(setter);
    let mut out = Vec::new();
    for h in handles {
        out.push(h.await.unwrap());
    }
    out
}
