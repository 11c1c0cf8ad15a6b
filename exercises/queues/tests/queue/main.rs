// `Queue`: put and get, wait for room and for items, and close.

use std::future::Future;
use std::task::Poll;

use queues::Queue;
use stage::by_hand::{Call, at_once, call, polled_times};

// The order in which they are played.
mod meeting;
mod room;
mod closing;
mod both_sides;
mod all_schedules;
mod dropped;
mod model;

/// What a call gives that is polled so often at most, and then dropped.
fn polled_only<F: Future>(times: usize, mut call: Call<F>) -> Option<F::Output> {
    polled_times(times, &mut call)
}

/// The first item, if one can be had without waiting.
fn item_at_hand<T>(queue: &Queue<T>) -> Option<T> {
    match at_once(call("get()", queue.get())) {
        Poll::Ready(item) => item,
        Poll::Pending => None,
    }
}

stage::test_program!();
