// `Queue`: put and get, wait for room and for items, and close.

use std::future::Future;
use std::task::Poll;

use queues::Queue;
use stage::by_hand::{at_once, polled_times};
use tokio_test::task;

// The order in which they are played.
mod meeting;
mod room;
mod closing;
mod all_schedules;
mod dropped;

/// What a call gives that is polled so often at most, and then dropped.
fn polled_only<F: Future>(times: usize, call: F) -> Option<F::Output> {
    polled_times(times, &mut task::spawn(call))
}

/// The first item, if one can be had without waiting.
fn item_at_hand<T>(queue: &Queue<T>) -> Option<T> {
    match at_once(queue.get()) {
        Poll::Ready(item) => item,
        Poll::Pending => None,
    }
}

stage::test_program!();
