// part: set_after
// wrote: Unwrapped what `event.set(())` returns, since a compiler warning asked to use the `Result`.
// cause: `set` returns an error when somebody else has set the event, and here that is no error.
// was: 5
// from: sa2, 2/sa1

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    sleep(delay).await;
    event.set(()).unwrap();
}
