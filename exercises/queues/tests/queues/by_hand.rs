//! Polling calls by hand, as a runtime would.

use std::future::Future;
use std::task::Poll;

use stage::ms;
use tokio::time::sleep;
use tokio_test::task::{self, Spawn};

/// Polls a call until it has an output or sleeps. A call may let others go first; then it is woken at once.
pub(crate) fn polled<F: Future>(call: &mut Spawn<F>) -> Poll<F::Output> {
    // A call that never sleeps would be polled for ever.
    for _ in 0..1000 {
        let output = call.poll();
        if output.is_ready() || !call.is_woken() {
            return output;
        }
    }
    panic!("whoever waits must sleep until there is something to do")
}

/// Polls a call in a runtime until it has an output or sleeps, which takes some time. A call may let others go first in
/// whatever way.
pub(crate) async fn settled<F: Future>(call: &mut Spawn<F>) -> Poll<F::Output> {
    for _ in 0..100 {
        let output = polled(call);
        sleep(ms(1)).await;
        if output.is_ready() || !call.is_woken() {
            return output;
        }
    }
    panic!("whoever waits must sleep until there is something to do")
}

/// What a call gives that need not wait for anybody.
pub(crate) fn at_once<F: Future>(call: F) -> Poll<F::Output> {
    polled(&mut task::spawn(call))
}

/// What a call gives: in this turn if it can, and else when it can.
pub(crate) async fn soon<F: Future>(call: F) -> F::Output {
    let mut call = task::spawn(call);
    match polled(&mut call) {
        Poll::Ready(output) => output,
        Poll::Pending => call.await,
    }
}

/// Polls a call so often at most, woken or not, and gives its output if it has one by then.
pub(crate) fn polled_times<F: Future>(times: usize, call: &mut Spawn<F>) -> Option<F::Output> {
    (0..times).find_map(|_| match call.poll() {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}
