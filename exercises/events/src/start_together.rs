/// Runs all `waiters` and the `setter` at the same time, and returns when the last of them has ended.
///
/// The outputs are those of the waiters, in the order in which the waiters were given, whoever ends first.
///
/// # Panics
/// When one of the waiters or the setter panics, at the latest when all the others have ended.
///
/// # Cancel safety
/// When this call is dropped, its tasks may go on or end: that is left open.
pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    todo!("give every waiter, and the setter, a task of its own")
}
