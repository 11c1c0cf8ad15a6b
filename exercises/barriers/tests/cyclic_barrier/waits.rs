//! Waits at a `CyclicBarrier`: in a task, or polled by hand, where a scenario decides who has its turn.

use std::sync::Arc;
use std::task::Poll;

use barriers::{Aborted, CyclicBarrier};
use stage::by_hand::Call;
use stage::{Actor, ms, outputs_of};
use tokio::task::{JoinHandle, yield_now};
use tokio::time::{Duration, sleep};

/// A task that comes after this time, waits, and does what came of it. Its output is whether it leads.
pub(crate) fn comes(actor: Actor, barrier: &Arc<CyclicBarrier>, after: Duration) -> JoinHandle<bool> {
    let barrier = barrier.clone();
    tokio::spawn(async move {
        sleep(after).await;
        actor.does("waits");
        let waited = barrier.wait().await;
        actor.does(ending(waited));
        waited == Ok(true)
    })
}

/// The outputs of these tasks.
pub(crate) async fn ended<const N: usize>(waits: [JoinHandle<bool>; N]) -> [bool; N] {
    let mut leads = [false; N];
    for (leads, wait) in leads.iter_mut().zip(waits) {
        *leads = wait.await.expect("it only waits");
    }
    leads
}

/// Plays this under every schedule; it asserts by itself.
#[track_caller]
pub(crate) fn ask(scenario: impl AsyncFn()) {
    outputs_of(async |_| scenario().await).for_each(drop);
}

/// What came of a wait, in one word or two. Who leads is left open.
pub(crate) fn ending(waited: Result<bool, Aborted>) -> &'static str {
    match waited {
        Ok(_leads) => "goes",
        Err(Aborted) => "gets Aborted",
    }
}

/// What becomes of a wait that is polled now, and again as long as somebody wakes it. Time passes, so that whatever else
/// it may have started has its turn.
pub(crate) async fn asked<F: Future<Output = Result<bool, Aborted>>>(wait: &mut Call<F>) -> &'static str {
    let mut pauses = 0;
    while pauses < 1000 {
        if let Poll::Ready(waited) = wait.poll() {
            sleep(ms(1)).await;
            return ending(waited);
        }
        yield_now().await;
        if !wait.is_woken() {
            pauses += 1;
            sleep(ms(1)).await;
            if !wait.is_woken() {
                return "waits";
            }
        }
    }
    "never stops looking"
}

/// What becomes of these waits if only those are polled that somebody wakes.
pub(crate) async fn woken<F, const N: usize>(mut waits: [Call<F>; N]) -> String
where
    F: Future<Output = Result<bool, Aborted>>,
{
    let mut endings = ["is not woken"; N];
    let is_over = |ending| ["goes", "gets Aborted"].contains(&ending);
    while let Some(at) = (0..N).find(|&at| waits[at].is_woken() && !is_over(endings[at])) {
        endings[at] = asked(&mut waits[at]).await;
    }
    endings.join(", ")
}
