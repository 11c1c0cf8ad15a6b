// part: run_after
// idea: polls both futures by hand, the work only when the event is set

use std::future::poll_fn;
use std::pin::pin;
use std::task::ready;

use tokio::sync::SetOnce;

pub async fn run_after<W: Future>(event: &SetOnce<()>, work: W) -> W::Output {
    let mut set = pin!(event.wait());
    let mut work = pin!(work);
    let mut began = false;
    poll_fn(|cx| {
        if !began {
            ready!(set.as_mut().poll(cx));
            began = true;
        }
        work.as_mut().poll(cx)
    })
    .await
}
