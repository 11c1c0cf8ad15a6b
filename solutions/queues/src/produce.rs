use std::time::Duration;

// REFERENCE
use tokio::time::sleep;
// END

use crate::Queue;

/// Puts the items of `source` into `queue`, resting for `pace` after each of them, then puts `None` as the end signal.
///
/// Takes an item from `source` only when the one before has been put and the rest is over: a full queue makes the source
/// wait too. Returns how many items were put. A queue that is closed meanwhile ends the production early, and that is
/// no error.
///
/// # Errors
/// The first error of `source`, which ends the production. The end signal is put all the same, at once.
///
/// # Cancel safety
/// A call that is dropped puts no end signal.
pub async fn produce<T, E>(
    queue: &Queue<Option<T>>,
    source: impl IntoIterator<Item = Result<T, E>>,
    pace: Duration,
) -> Result<usize, E> {
    //| todo!("put one item after the other, and think of the end signal on every way out")
    // REFERENCE
    let puts = async {
        let mut count = 0;
        for item in source {
            if queue.put(Some(item?)).await.is_err() {
                break;
            }
            count += 1;
            sleep(pace).await;
        }
        Ok(count)
    };
    let produced = puts.await;
    // Whatever came of it, the consumers learn that it is over. A closed queue needs no signal.
    let _ = queue.put(None).await;
    produced
    // END
}
