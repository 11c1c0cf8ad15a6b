// part: fetch_all
// idea: gathers `limit` workers that share the urls, and puts the outputs in order at the end

use crate::gather;

use std::sync::Mutex;

pub async fn fetch_all<U, F, R>(urls: Vec<U>, limit: usize, fetch: F) -> Vec<R::Output>
where
    F: Fn(U) -> R,
    R: Future,
{
    let count = urls.len();
    let urls = Mutex::new(urls.into_iter().enumerate());
    let worker = async |_| {
        let mut outputs = Vec::new();
        loop {
            let next = urls.lock().unwrap().next();
            let Some((place, url)) = next else { return outputs };
            outputs.push((place, fetch(url).await));
        }
    };

    let mut outputs: Vec<_> = gather((0..limit.min(count)).map(worker)).await.into_iter().flatten().collect();
    outputs.sort_by_key(|(place, _)| *place);
    outputs.into_iter().map(|(_, output)| output).collect()
}
