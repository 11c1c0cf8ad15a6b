//! A branch of `join!` that lets others go first when the coin says so.

use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker, ready};

use pin_project_lite::pin_project;

use crate::schedule;
use crate::shuffled::poll_turn;
use crate::waits::{in_branch, number_of_branch};

// What the macros of this crate hand the branches to.
pub use real::{join, try_join};

pin_project! {
    /// A branch: whenever it is woken, the coin says whether others go first.
    ///
    /// Not `Shuffled`: tokio polls every branch when one of them is woken. If each of them tossed a coin then, one of
    /// twenty would nearly always pass, and wake all of them again, and the clock would never move.
    #[derive(Debug)]
    pub struct Branch<F> {
        held: u32,
        number: u64,
        // Made at the first poll in a schedule: without one nothing is paid for it.
        bell: Option<Arc<Bell>>,
        #[pin]
        future: F,
    }
}

/// Wakes the task, and remembers for which of its branches.
#[derive(Debug)]
struct Bell {
    rang: AtomicBool,
    /// The one who polled last: between two polls a branch may move to another task. One bell for both, not one for
    /// each: `Waker::will_wake` cannot always tell whether two wakers are of one task.
    task: Mutex<Waker>,
}

impl<F: Future> Branch<F> {
    /// This future as a branch.
    pub fn new(future: impl IntoFuture<IntoFuture = F>) -> Self {
        Branch { held: 0, number: number_of_branch(), bell: None, future: future.into_future() }
    }
}

impl<F: Future> Future for Branch<F> {
    type Output = F::Output;

    // What is polled in a branch is polled at the `join!`.
    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        if !schedule::is_in_force() {
            return this.future.poll(cx);
        }
        let bell = this.bell.get_or_insert_default();
        bell.wakes(cx.waker());
        let waker = Waker::from(Arc::clone(bell));
        let cx = &mut Context::from_waker(&waker);
        if bell.rang.load(Ordering::Acquire) {
            schedule::count_poll();
            ready!(poll_turn(this.held, cx));
            *this.held = 0;
            bell.rang.store(false, Ordering::Release);
        }
        // Also polled when nobody rang, as tokio does: the coin alone is for those who were woken.
        let future = this.future;
        in_branch(*this.number, || future.poll(cx))
    }
}

impl Default for Bell {
    /// A branch that was never polled counts as woken.
    fn default() -> Self {
        Bell { rang: AtomicBool::new(true), task: Mutex::new(Waker::noop().clone()) }
    }
}

impl Bell {
    fn wakes(&self, task: &Waker) {
        self.task.lock().unwrap_or_else(PoisonError::into_inner).clone_from(task);
    }

    fn task(&self) -> Waker {
        self.task.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rang.store(true, Ordering::Release);
        // Not woken under the lock: nobody knows what a waker does.
        self.task().wake();
    }
}
