// part: run_after
// wrote: Made a task of the work before the wait, as with `asyncio.create_task(work)`.
// cause: The signature promises no `Send` for `W` and is given: this part needs no task, await `work` instead.
// was: 2
// from: ra7, 2/ra5

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    let task = tokio::spawn(work);
    event.wait().await;
    task.await.unwrap()
}
