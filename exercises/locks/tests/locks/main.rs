// What the parts promise, one module for each part. `//`, not `//!`: the reference's tests include this file.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use tokio_test::task::{self, Spawn};

mod cache;
mod counter;
mod ledger;
mod run_workers;
mod settings;
mod shop;

/// Polls a call until it has an output or sleeps. A call may let others go first; then it is woken at once.
fn polled<F: Future>(call: &mut Spawn<F>) -> Poll<F::Output> {
    // A call that never sleeps would be polled for ever.
    for _ in 0..1000 {
        let output = call.poll();
        if output.is_ready() || !call.is_woken() {
            return output;
        }
    }
    panic!("whoever waits must sleep until there is something to do")
}

/// The output of a call, if nothing keeps it waiting.
fn at_once<F: Future>(call: F) -> Poll<F::Output> {
    polled(&mut task::spawn(call))
}

/// Drops a call after so many polls; its output, if it has one by then.
async fn dropped_after<F: Future>(polls: u32, call: F) -> Option<F::Output> {
    let (mut call, mut left) = (pin!(call), polls);
    poll_fn(|cx| {
        left -= 1;
        match call.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Sorts behind every other test, and tells the checker that the process came this far.
#[test]
fn zzz_reached_the_end() {
    stage::sign_off();
}
