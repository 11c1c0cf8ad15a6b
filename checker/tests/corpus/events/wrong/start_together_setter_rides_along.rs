// part: start_together
// mistake: the last waiter takes the setter along in its task: where there is no waiter, nobody takes it along
// diagnosis: none
// breaks: "Runs all `waiters` and the `setter`": without a waiter the setter does not begin

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let last = waiters.len().saturating_sub(1);
    let mut setter = Some(setter);
    let mut tasks = Vec::with_capacity(waiters.len());
    for (place, waiter) in waiters.into_iter().enumerate() {
        // A task less: the last two share one.
        let setter = if place == last { setter.take() } else { None };
        tasks.push(tokio::spawn(async move {
            match setter {
                Some(setter) => tokio::join!(waiter, setter).0,
                None => waiter.await,
            }
        }));
    }

    let mut outputs = Vec::with_capacity(tasks.len());
    for task in tasks {
        match task.await {
            Ok(output) => outputs.push(output),
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
    outputs
}
