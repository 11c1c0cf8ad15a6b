// part: set_after
// wrote: `?` behind `set`, since it returns a `Result`
// cause: the function returns nothing, so `?` has nowhere to hand the error to; here the error is to be ignored.
// compiles: no

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::sleep;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    sleep(delay).await;
    event.set(())?;
}
