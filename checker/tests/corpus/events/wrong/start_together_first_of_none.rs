// part: start_together
// mistake: goes back at once where there is no first waiter, and the setter never runs
// diagnosis: none
// breaks: "Runs all `waiters` and the `setter`": without a waiter the setter does not begin

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut waiters = waiters.into_iter();
    let Some(first) = waiters.next() else { return vec![] };

    // The first one runs in this task, all the others in their own.
    let others: Vec<_> = waiters.map(tokio::spawn).collect();
    let setter = tokio::spawn(setter);
    let mut outputs = vec![first.await];
    for other in others {
        outputs.push(other.await.expect("a waiter panicked"));
    }
    setter.await.expect("the setter panicked");
    outputs
}
