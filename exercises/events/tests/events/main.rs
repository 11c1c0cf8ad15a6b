// What the parts promise, one module for each part. `//`, not `//!`: the reference's tests include this file.

use std::task::Poll;

use tokio_test::task;

mod event;
mod first_of;
mod run_after;
mod set_after;
mod start_together;
mod wait_at_most;

/// What a call gives that need not wait for anybody. It may let others go first; then it is woken at once.
fn at_once<F: Future>(call: F) -> Poll<F::Output> {
    let mut call = task::spawn(call);
    // A call that never sleeps would be polled for ever.
    for _ in 0..1000 {
        let output = call.poll();
        if output.is_ready() || !call.is_woken() {
            return output;
        }
    }
    panic!("whoever waits must sleep until there is something to do")
}

/// Sorts behind every other test, and tells the checker that the process came this far.
#[test]
fn zzz_reached_the_end() {
    stage::sign_off();
}
