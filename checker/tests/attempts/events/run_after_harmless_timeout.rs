// part: run_after
// wrote: Put a long `timeout` around the work, to be on the safe side.
// cause: `timeout` needs a runtime with a clock, and this function is polled without one: leave the timeout out.
// was: 2
// from: 2/z6

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::timeout;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    event.wait().await;
    match timeout(Duration::from_secs(60), work).await {
        Ok(out) => out,
        Err(_) => panic!("the work took more than a minute"),
    }
}
