// part: fetch_all
// idea: polls a window of `limit` futures by hand and fills it up whenever one has ended

use std::pin::Pin;
use std::task::Poll;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let mut outputs: Vec<Option<R::Output>> = urls.iter().map(|_| None).collect();
    let mut urls = urls.into_iter().enumerate();
    let mut running: Vec<(usize, Pin<Box<R>>)> = Vec::new();

    std::future::poll_fn(|cx| {
        loop {
            while running.len() < limit
                && let Some((place, url)) = urls.next()
            {
                running.push((place, Box::pin(fetch(url))));
            }
            let before = running.len();
            running.retain_mut(|(place, fetching)| match fetching.as_mut().poll(cx) {
                Poll::Ready(output) => {
                    outputs[*place] = Some(output);
                    false
                }
                Poll::Pending => true,
            });
            if before == 0 {
                return Poll::Ready(());
            }
            if running.len() == before {
                return Poll::Pending;
            }
        }
    })
    .await;
    outputs.into_iter().flatten().collect()
}
