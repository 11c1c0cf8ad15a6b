use std::pin::Pin;
use std::task::Poll;

/// Runs all `futures` in this one task and returns their outputs in order, as Python's `asyncio.gather` does.
///
/// A worked example, and a tool for the first part: tokio's own `join!` takes a fixed number of futures.
///
/// # Cancel safety
/// All `futures` are dropped with this call.
pub async fn gather<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut running: Vec<Pin<Box<F>>> = futures.into_iter().map(Box::pin).collect();
    let mut outputs: Vec<Option<F::Output>> = running.iter().map(|_| None).collect();

    std::future::poll_fn(|cx| {
        for (future, output) in running.iter_mut().zip(&mut outputs) {
            if output.is_none()
                && let Poll::Ready(ready) = future.as_mut().poll(cx)
            {
                *output = Some(ready);
            }
        }
        if outputs.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;

    outputs.into_iter().flatten().collect()
}
