use std::time::Duration;

// REFERENCE
use tokio::time::sleep;
// END
use tokio::sync::SetOnce;

/// Sets `event` when `delay` has passed.
///
/// An event that somebody else has set in the meantime stays set, and that is no error: the call returns when `delay`
/// has passed, as ever.
///
/// # Cancel safety
/// A call that is dropped before `delay` has passed leaves `event` as it was.
pub async fn set_after(event: &SetOnce<()>, delay: Duration) {
    //| todo!("let `delay` pass, then set the event")
    // REFERENCE
    sleep(delay).await;
    // An error says that the event was set before: that is what we want.
    let _ = event.set(());
    // END
}
