//! `Queue`: put and get, wait for room and for items, and close.

use std::future::Future;
use std::task::Poll;

use queues::Queue;
use tokio_test::task::{self, Spawn};

use crate::by_hand::{at_once, polled, polled_times};

// The order in which they are played: blank lines keep it.
mod meeting;

mod room;

mod closing;

mod all_schedules;

mod dropped;

/// Polls the calls that were woken until none of them is, as a runtime would, and gives what they returned.
fn outputs_of_the_woken<F: Future>(calls: &mut Vec<Spawn<F>>) -> Vec<F::Output> {
    let mut outputs = Vec::new();
    for _ in 0..1000 {
        let Some(woken) = calls.iter().position(Spawn::is_woken) else {
            return outputs;
        };
        if let Poll::Ready(output) = calls[woken].poll() {
            outputs.push(output);
            drop(calls.remove(woken));
        }
    }
    panic!("whoever waits must sleep until there is something to do")
}

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
