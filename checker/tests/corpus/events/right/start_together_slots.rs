// part: start_together
// idea: one JoinSet for all of them, and a slot for the output of each waiter

use std::sync::{Arc, Mutex};

use tokio::task::JoinSet;

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let slots: Vec<_> = waiters.iter().map(|_| None).collect();
    let slots = Arc::new(Mutex::new(slots));

    let mut tasks = JoinSet::new();
    for (place, waiter) in waiters.into_iter().enumerate() {
        let slots = slots.clone();
        tasks.spawn(async move {
            let output = waiter.await;
            slots.lock().unwrap()[place] = Some(output);
        });
    }
    tasks.spawn(setter);

    while let Some(ended) = tasks.join_next().await {
        ended.expect("a waiter or the setter panicked");
    }
    let outputs = std::mem::take(&mut *slots.lock().unwrap());
    outputs.into_iter().map(|output| output.expect("every waiter has ended")).collect()
}
