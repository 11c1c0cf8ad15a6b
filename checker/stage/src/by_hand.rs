//! Polls calls by hand, as a runtime would: for what a contract promises of a single poll, and of who is woken. The report
//! of a failure shows what was polled, woken and dropped, step by step.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use tokio::time::sleep;

pub use crate::call::{Call, call, does};
use crate::ms;
use crate::panics::broken;

/// Polls a call until it has an output or sleeps. A call may let others go first; then it is woken at once.
///
/// # Panics
/// When it goes on being woken: a call that never sleeps would be polled for ever.
#[track_caller]
pub fn polled<F: Future>(call: &mut Call<F>) -> Poll<F::Output> {
    for _ in 0..1000 {
        let output = call.poll();
        if output.is_ready() || !call.is_woken() {
            return output;
        }
    }
    never_sleeps()
}

/// What a call gives that need not wait for anybody.
///
/// # Panics
/// As [`polled`].
#[track_caller]
pub fn at_once<F: Future>(mut call: Call<F>) -> Poll<F::Output> {
    polled(&mut call)
}

/// Polls those who were woken until none of them is, and gives what they returned; they are no longer among the calls.
///
/// # Panics
/// When they go on being woken.
#[track_caller]
pub fn outputs_of_the_woken<F: Future>(calls: &mut Vec<Call<F>>) -> Vec<F::Output> {
    let mut outputs = Vec::new();
    for _ in 0..1000 {
        let Some(woken) = calls.iter().position(Call::is_woken) else {
            return outputs;
        };
        if let Poll::Ready(output) = calls[woken].poll() {
            outputs.push(output);
            drop(calls.remove(woken));
        }
    }
    never_sleeps()
}

/// Polls a call so often at most, woken or not, and gives its output if it has one by then.
pub fn polled_times<F: Future>(times: usize, call: &mut Call<F>) -> Option<F::Output> {
    (0..times).find_map(|_| match call.poll() {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

/// Polls a call in a runtime until it has an output or sleeps, which takes some time. A call may let others go first in
/// whatever way.
///
/// # Panics
/// As [`polled`].
pub async fn settled<F: Future>(call: &mut Call<F>) -> Poll<F::Output> {
    for _ in 0..100 {
        let output = polled(call);
        sleep(ms(1)).await;
        if output.is_ready() || !call.is_woken() {
            return output;
        }
    }
    never_sleeps()
}

/// What a call gives: in this turn if it can, and else when it can.
///
/// # Panics
/// As [`polled`].
pub async fn soon<F: Future>(mut call: Call<F>) -> F::Output {
    match polled(&mut call) {
        Poll::Ready(output) => output,
        Poll::Pending => call.await,
    }
}

/// Drops a call after so many polls, each of them when the runtime polls it; its output, if it has one by then. `polls`
/// is at least 1.
pub async fn dropped_after<F: Future>(polls: u32, call: Call<F>) -> Option<F::Output> {
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

#[track_caller]
fn never_sleeps() -> ! {
    broken("a waiting task must sleep until there is something to do".to_owned().into())
}
