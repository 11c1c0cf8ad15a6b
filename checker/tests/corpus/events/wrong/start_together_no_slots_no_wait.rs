// part: start_together
// mistake: without waiters it spawns the setter and does not wait for it
// diagnosis: task not awaited
// breaks: "returns when the last of them has ended": no waiters, and a setter that needs 3 ms: the call returns at once

use tokio::task::JoinSet;

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let count = waiters.len();
    if count == 0 {
        // There are no outputs to wait for.
        tokio::spawn(setter);
        return Vec::new();
    }

    let mut tasks = JoinSet::new();
    for (place, waiter) in waiters.into_iter().enumerate() {
        tasks.spawn(async move { Some((place, waiter.await)) });
    }
    tasks.spawn(async move {
        setter.await;
        None
    });

    let mut slots: Vec<Option<W::Output>> = (0..count).map(|_| None).collect();
    while let Some(ended) = tasks.join_next().await {
        if let Some((place, output)) = ended.expect("one of them panicked") {
            slots[place] = Some(output);
        }
    }
    slots.into_iter().map(|slot| slot.expect("each has ended")).collect()
}
