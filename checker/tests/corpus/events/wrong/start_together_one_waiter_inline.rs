// part: start_together
// mistake: a single waiter gets no task: the call returns when that waiter has ended, even if the setter has not
// diagnosis: task not awaited
// breaks: "returns when the last of them has ended": one waiter that ends after 10 ms, and a setter that sets the event at once and goes on for 80 ms: the call returns after 10 ms

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let setter = tokio::spawn(setter);
    let waiters = match <[W; 1]>::try_from(waiters) {
        // One alone needs no task.
        Ok([only]) => return vec![only.await],
        Err(waiters) => waiters,
    };

    let mut tasks = Vec::new();
    for waiter in waiters {
        tasks.push(tokio::spawn(waiter));
    }
    let mut outputs = Vec::new();
    for task in tasks {
        outputs.push(task.await.unwrap());
    }
    setter.await.unwrap();
    outputs
}
