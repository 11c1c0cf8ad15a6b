// part: fetch_all
// idea: a watch channel tells how many have ended, and everybody waits until enough of them have

use crate::gather;

use std::sync::Mutex;

use tokio::sync::watch;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let count = urls.len();
    let ended = watch::Sender::new(0);
    let urls = Mutex::new(urls.into_iter().enumerate());

    let fetches = (0..count).map(async |turn: usize| {
        let mut ends = ended.subscribe();
        ends.wait_for(|ended| turn.saturating_sub(*ended) < limit).await.expect("this call has the sender");
        let next = urls.lock().unwrap().next();
        let (place, url) = next.expect("there is one for everybody");
        let output = fetch(url).await;
        ended.send_modify(|ended| *ended += 1);
        (place, output)
    });

    let mut outputs: Vec<_> = (0..count).map(|_| None).collect();
    for (place, output) in gather(fetches).await {
        outputs[place] = Some(output);
    }
    outputs.into_iter().flatten().collect()
}
