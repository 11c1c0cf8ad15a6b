// part: set_after
// wrote: started a background task, as with `asyncio.create_task`, and used the borrowed event in it
// cause: a spawned task may outlive the call, so it cannot borrow `event`; no task is needed, just await here.
// compiles: no

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    let setter = tokio::spawn(async move {
        sleep(delay).await;
        let _ = event.set(());
    });
    setter.await.unwrap();
}
