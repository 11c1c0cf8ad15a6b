// part: start_together
// idea: joins all handles by hand, so that a panic is passed on at once

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub async fn start_together<W, S>(waiters: Vec<W>, setter: S) -> Vec<W::Output>
where
    W: Future + Send + 'static,
    W::Output: Send + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut waiters: Vec<_> = waiters.into_iter().map(|waiter| (tokio::spawn(waiter), None)).collect();
    let mut setter = Some(tokio::spawn(setter));

    poll_fn(|cx| {
        let mut all = true;
        for (waiter, output) in waiters.iter_mut().filter(|(_, output)| output.is_none()) {
            match Pin::new(waiter).poll(cx) {
                Poll::Ready(ended) => *output = Some(ended.expect("a waiter panicked")),
                Poll::Pending => all = false,
            }
        }
        if let Some(task) = &mut setter {
            match Pin::new(task).poll(cx) {
                Poll::Ready(ended) => {
                    ended.expect("the setter panicked");
                    setter = None;
                }
                Poll::Pending => all = false,
            }
        }
        if all { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    waiters.into_iter().filter_map(|(_, output)| output).collect()
}
