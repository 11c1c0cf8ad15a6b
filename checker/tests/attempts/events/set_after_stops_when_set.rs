// part: set_after
// wrote: a `select!` that ends the wait when somebody else sets the event, since there is nothing left to do
// cause: your `select!` returns when the event is set by another; the call is to return when `delay` has passed.

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    tokio::select! {
        _ = sleep(delay) => {
            let _ = event.set(());
        }
        _ = event.wait() => {}
    }
}
