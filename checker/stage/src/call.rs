//! A call that a test polls by hand, and that tells the checker what happens to it: each poll with its outcome, each
//! wake-up, and its end if it is dropped.

use std::cell::Cell;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};

use timeline::record::{Did, Step};

use crate::record;

thread_local! {
    /// How many polls of calls go on, one inside the other.
    static POLLS: Cell<u32> = const { Cell::new(0) };
}

/// A future under the name that a report gives it.
///
/// Not `tokio_test::task::Spawn`: that keeps its waker to itself, so the instant of a wake-up would be unknown. The macros
/// of tokio-test take what [`poll`](Call::poll) returns all the same.
#[derive(Debug)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Call<F> {
    future: Pin<Box<F>>,
    /// One for all polls, as a task has one waker.
    signal: Arc<Signal>,
    has_output: bool,
}

/// Names a call as a learner would write it, as in `call("put(1)", queue.put(1))`.
pub fn call<F: Future>(name: impl Into<String>, future: F) -> Call<F> {
    let signal = Signal { call: name.into(), on: thread::current().id(), state: Mutex::default() };
    Call { future: Box::pin(future), signal: Arc::new(signal), has_output: false }
}

/// Tells that the test calls something that is no future, just before it does: `does("close()")`.
pub fn does(name: impl Into<String>) {
    tell(name.into(), Did::Called);
}

impl<F: Future> Call<F> {
    /// Polls it once.
    pub fn poll(&mut self) -> Poll<F::Output> {
        self.poll_for(None)
    }

    /// Whether it was woken since its last poll began.
    pub fn is_woken(&self) -> bool {
        let mut state = self.signal.state();
        if state.is_woken && !state.is_told {
            state.is_told = true;
            tell(self.signal.call.clone(), Did::Woken);
        }
        state.is_woken
    }

    fn poll_for(&mut self, poller: Option<&Waker>) -> Poll<F::Output> {
        *self.signal.state() = State { poller: poller.cloned(), ..State::default() };
        let waker = Waker::from(self.signal.clone());
        let mut polling = Polling::begin(&self.signal.call);
        let output = self.future.as_mut().poll(&mut Context::from_waker(&waker));
        self.has_output = output.is_ready();
        polling.outcome = if output.is_ready() { Did::Ready } else { Did::Waits };
        output
    }
}

/// For a call that is polled by a runtime from now on.
impl<F: Future> Future for Call<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.poll_for(Some(cx.waker()))
    }
}

impl<F> Drop for Call<F> {
    fn drop(&mut self) {
        // One that has its output is over: its drop changes nothing.
        if !self.has_output {
            tell(self.signal.call.clone(), Did::Dropped);
        }
    }
}

/// What wakes a call.
#[derive(Debug)]
struct Signal {
    call: String,
    /// The thread that the call was made on.
    on: ThreadId,
    state: Mutex<State>,
}

/// Since the last poll began.
#[derive(Debug, Default)]
struct State {
    is_woken: bool,
    /// Whether the checker knows.
    is_told: bool,
    /// The runtime's, if that polls the call.
    poller: Option<Waker>,
}

impl Signal {
    /// Nothing panics while it is locked.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut state = self.state();
        // Another thread has a time of its own: its wake-up is told when the test notices it, so that the steps are the
        // same each time.
        let is_news = !state.is_told && self.on == thread::current().id();
        state.is_woken = true;
        state.is_told |= is_news;
        let poller = state.poller.clone();
        drop(state);
        if is_news {
            tell(self.call.clone(), Did::Woken);
        }
        if let Some(poller) = poller {
            poller.wake();
        }
    }
}

/// A poll that goes on until this is dropped, in whatever way it ends.
struct Polling<'a> {
    call: &'a str,
    outcome: Did,
}

impl<'a> Polling<'a> {
    fn begin(call: &'a str) -> Self {
        tell(call.to_owned(), Did::Polled);
        POLLS.set(POLLS.get() + 1);
        Polling { call, outcome: Did::Panics }
    }
}

impl Drop for Polling<'_> {
    fn drop(&mut self) {
        tell(self.call.to_owned(), self.outcome);
        POLLS.set(POLLS.get() - 1);
    }
}

fn tell(call: String, did: Did) {
    // What happens while a failed test unwinds is no step of it. What a poll does while it panics is: a test may catch
    // that. A call may be dropped after the thread's variables.
    if !thread::panicking() || POLLS.try_with(Cell::get).is_ok_and(|polls| polls > 0) {
        record::step(Step { call, did });
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, poll_fn, ready};
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use timeline::record::{MOST_STEPS, Message};
    use tokio::sync::Notify;
    use tokio::time::sleep;

    use super::*;
    use crate::record::told_in;
    use crate::{ms, outputs_of};

    /// The steps in what is told while this is played, a line for each.
    fn steps(play: impl FnOnce()) -> Vec<String> {
        let told = told_in(play).into_iter();
        told.filter_map(|message| match message {
            Message::Step(Step { call, did }) => Some(format!("{call} {did:?}")),
            _ => None,
        })
        .collect()
    }

    #[test]
    fn polls_wake_ups_and_drops_are_told_in_their_order() {
        let told = steps(|| {
            let signal = Notify::new();
            let mut waits = call("waits()", signal.notified());
            assert!(waits.poll().is_pending());
            let mut wakes = call("wakes()", async { signal.notify_waiters() });
            assert!(wakes.poll().is_ready());
            assert!(waits.is_woken());
            does("close()");
            drop(waits);
            drop(wakes);
        });

        assert_eq!(
            told,
            [
                "waits() Polled",
                "waits() Waits",
                "wakes() Polled",
                "waits() Woken",
                "wakes() Ready",
                "close() Called",
                "waits() Dropped"
            ]
        );
    }

    #[test]
    fn a_wake_up_is_told_once_until_the_next_poll() {
        let told = steps(|| {
            let wakes = poll_fn(|cx| {
                cx.waker().wake_by_ref();
                cx.waker().wake_by_ref();
                Poll::<()>::Pending
            });
            let mut wakes = call("wakes", wakes);
            for _ in 0..2 {
                assert!(wakes.poll().is_pending());
                assert!(wakes.is_woken());
            }
            std::mem::forget(wakes);
        });

        assert_eq!(told, [["wakes Polled", "wakes Woken", "wakes Waits"]; 2].concat());
    }

    #[test]
    fn a_poll_clears_the_wake_up_before_it() {
        let signal = Notify::new();
        let mut waits = call("waits", async {
            signal.notified().await;
            pending::<()>().await;
        });

        assert!(waits.poll().is_pending());
        signal.notify_waiters();
        assert!(waits.is_woken());
        assert!(waits.poll().is_pending());
        assert!(!waits.is_woken());
    }

    #[test]
    fn a_wake_up_by_another_thread_is_told_when_the_test_notices_it() {
        let told = steps(|| {
            let signal = Arc::new(Notify::new());
            let mut waits = call("waits", signal.notified());
            assert!(waits.poll().is_pending());
            let there = signal.clone();
            thread::spawn(move || there.notify_waiters()).join().expect("it only notifies");
            does("look()");
            assert!(waits.is_woken());
            assert!(waits.poll().is_ready());
        });

        assert_eq!(
            told,
            ["waits Polled", "waits Waits", "look() Called", "waits Woken", "waits Polled", "waits Ready"]
        );
    }

    #[test]
    fn a_poll_that_panics_is_told_with_what_it_wakes_and_a_test_that_unwinds_is_not() {
        struct Wakes<'a>(&'a Notify);
        impl Drop for Wakes<'_> {
            fn drop(&mut self) {
                self.0.notify_waiters();
            }
        }

        let told = steps(|| {
            let signal = Notify::new();
            let mut waits = call("waits", signal.notified());
            assert!(waits.poll().is_pending());
            let mut panics = call("panics", async {
                let _wakes = Wakes(&signal);
                crate::fail("on purpose")
            });
            let caught: Result<Poll<()>, _> = catch_unwind(AssertUnwindSafe(|| panics.poll()));
            assert!(caught.is_err());
            let failed: Result<(), _> = catch_unwind(AssertUnwindSafe(|| {
                let _unwound = call("unwound", ready(()));
                crate::fail("the test failed")
            }));
            assert!(failed.is_err());
        });

        assert_eq!(
            told,
            [
                "waits Polled",
                "waits Waits",
                "panics Polled",
                "waits Woken",
                "panics Panics",
                "panics Dropped",
                "waits Dropped"
            ]
        );
    }

    #[test]
    fn a_call_that_a_runtime_polls_is_woken_and_told_too() {
        let told = steps(|| {
            let outputs = outputs_of(async |_| {
                let signal = Arc::new(Notify::new());
                let there = signal.clone();
                let waits = tokio::spawn(call("waits", async move { there.notified().await }));
                sleep(ms(1)).await;
                signal.notify_one();
                waits.await.expect("it only waits");
            });
            assert_eq!(outputs.take(1).count(), 1);
        });

        assert_eq!(told, ["waits Polled", "waits Waits", "waits Woken", "waits Polled", "waits Ready"]);
    }

    #[test]
    fn of_runs_the_steps_are_told_of_those_that_are_told() {
        let fails_behind = |last: u32| {
            steps(|| {
                does("before");
                let failed = catch_unwind(AssertUnwindSafe(|| {
                    let runs = outputs_of(async |_| drop(call("inside", pending::<()>())));
                    for (run, ()) in (0..).zip(runs) {
                        does(format!("behind {run}"));
                        assert!(run < last, "this is seen in this run");
                    }
                }));
                assert!(failed.is_err());
            })
        };

        let first = ["before Called", "inside Dropped"];
        assert_eq!(fails_behind(0), [&first[..], &["behind 0 Called"]].concat());
        assert_eq!(fails_behind(2), [&first[..], &["inside Dropped", "behind 2 Called"]].concat());
    }

    #[test]
    fn of_a_run_that_goes_on_for_ever_so_many_steps_are_told() {
        let told = steps(|| {
            let outputs = outputs_of(async |_| (0..MOST_STEPS + 7).for_each(|_| does("again")));
            assert_eq!(outputs.take(1).count(), 1);
            does("behind");
        });

        assert_eq!(told.len(), MOST_STEPS + 1);
        assert_eq!(told.last().map(String::as_str), Some("behind Called"));
    }
}
