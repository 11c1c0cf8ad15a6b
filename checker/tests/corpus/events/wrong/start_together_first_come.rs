// part: start_together
// mistake: returns the outputs in the order in which the waiters end
// diagnosis: results in completion order

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut waiters: Vec<_> = waiters.into_iter().map(tokio::spawn).collect();
    let setter = tokio::spawn(setter);

    let mut outputs = Vec::with_capacity(waiters.len());
    poll_fn(|cx| {
        waiters.retain_mut(|waiter| match Pin::new(waiter).poll(cx) {
            Poll::Ready(output) => {
                outputs.push(output.expect("a waiter panicked"));
                false
            }
            Poll::Pending => true,
        });
        if waiters.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    setter.await.expect("the setter panicked");
    outputs
}
