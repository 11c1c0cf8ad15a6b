//! For the tests of several parts.

use queues::Queue;

/// What is left in the queue, which is closed for that.
pub(crate) async fn rest_of<T>(queue: &Queue<T>) -> Vec<T> {
    queue.close();
    let mut rest = Vec::new();
    while let Some(item) = queue.get().await {
        rest.push(item);
    }
    rest
}
