// part: set_after
// wrote: left out `async` when rewriting the line, and moved the work into a future that is made and dropped
// cause: your function is not `async` any more: it returns `()`, which nobody can await.
// compiles: alone

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub fn set_after(event: &SetOnce<()>, delay: Duration) {
    let _ = async {
        sleep(delay).await;
        let _ = event.set(());
    };
}
