use tokio::sync::SetOnce;

/// Waits until `event` is set, then does `work` and returns its output.
///
/// `work` is a future: nothing of it happens before it is awaited. If `event` is set already, `work` begins at once.
///
/// # Cancel safety
/// A call that is dropped while it waits has done nothing of `work` and leaves `event` as it was.
pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    todo!("wait until `event` is set, then do the work")
}
