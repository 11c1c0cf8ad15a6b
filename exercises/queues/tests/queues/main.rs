// What the parts promise, one module for each part. `//`, not `//!`: the reference's tests include this file.

use queues::Queue;

mod buffer;
mod consume;
mod get_within;
mod produce;
mod put_within;
mod queue;
mod run;
mod run_pool;

/// What is left in the queue, which is closed for that.
async fn rest_of<T>(queue: &Queue<T>) -> Vec<T> {
    queue.close();
    let mut rest = Vec::new();
    while let Some(item) = queue.get().await {
        rest.push(item);
    }
    rest
}

/// Sorts before every other test, and has the checker told what happens in the process.
#[test]
fn aaa_begins() {
    stage::begin();
}

/// Sorts behind every other test, and tells the checker that the process came this far.
#[test]
fn zzz_reached_the_end() {
    stage::sign_off();
}
