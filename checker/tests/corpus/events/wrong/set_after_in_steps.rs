// part: set_after
// mistake: looks every 10 ms whether the delay has passed, and is late when it is not a multiple of that
// diagnosis: time not exact

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::{Instant, sleep};

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < delay {
        sleep(Duration::from_millis(10)).await;
    }
    let _ = event.set(());
}
