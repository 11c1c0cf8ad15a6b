use tokio::task::JoinError;

/// Like [`fetch_all`](crate::fetch_all), with a task for every fetch: a fetch that panics is an error in its own place and no harm to the
/// others.
///
/// Its permit is free again as soon as it has panicked.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn fetch_all_spawned<U, F, R>(
    urls: Vec<U>,
    limit: usize,
    fetch: F,
) -> Vec<Result<R::Output, JoinError>>
where
    U: Send + 'static,
    F: Fn(U) -> R + Send + Sync + 'static,
    R: Future + Send + 'static,
    R::Output: Send + 'static,
{
    todo!("give every fetch a task that owns its permit")
}
