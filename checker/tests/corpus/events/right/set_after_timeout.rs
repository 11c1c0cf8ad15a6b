// part: set_after
// idea: lets a future that never ends run into a timeout instead of sleeping

use std::time::Duration;

use tokio::sync::SetOnce;
use tokio::time::timeout;

pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    let _ = timeout(delay, std::future::pending::<()>()).await;
    event.set(()).ok();
}
