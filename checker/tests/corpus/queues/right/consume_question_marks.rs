// part: consume
// idea: an inner function handles items for ever, and `?` leaves it with the reason to stop

use std::convert::Infallible;
use std::time::Duration;

use tokio::time::timeout;

async fn handle_all<T, E, H, F>(
    queue: &Queue<Option<T>>,
    patience: Duration,
    mut handle: H,
    count: &mut usize,
) -> Result<Infallible, Stopped<E>>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    loop {
        let got = timeout(patience, queue.get()).await.map_err(|_elapsed| Stopped::OutOfPatience)?;
        let item = got.ok_or(Stopped::Closed)?.ok_or(Stopped::EndSignal)?;
        handle(item).await.map_err(Stopped::Failed)?;
        *count += 1;
    }
}

pub async fn consume<T, E, H, F>(queue: &Queue<Option<T>>, patience: Duration, handle: H) -> Consumed<E>
where
    H: FnMut(T) -> F,
    F: Future<Output = Result<(), E>>,
{
    let mut count = 0;
    let Err(stopped) = handle_all(queue, patience, handle, &mut count).await;
    Consumed { count, stopped }
}
