// part: set_after
// wrote: `unwrap` on the result of `set`, to be rid of the warning about an unused `Result`
// cause: `set` fails when somebody else was first; the contract says that this is no error, so do not unwrap it.

use std::time::Duration;

use tokio::sync::SetOnce;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    tokio::time::sleep(delay).await;
    event.set(()).unwrap();
}
