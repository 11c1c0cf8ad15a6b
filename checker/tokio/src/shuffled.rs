//! A future that lets others go first when the coin says so.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

use crate::schedule::{self, Turn};

pin_project! {
    /// A task: whenever it is woken, the coin says whether others go first.
    #[derive(Debug)]
    pub struct Shuffled<F> {
        held: u32,
        #[pin]
        task: F,
    }
}

impl<F> Shuffled<F> {
    /// This task, shuffled among the others.
    pub fn new(task: F) -> Self {
        Shuffled { held: 0, task }
    }
}

impl<F: Future> Future for Shuffled<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        schedule::count_poll();
        ready!(poll_turn(this.held, cx));
        *this.held = 0;
        this.task.poll(cx)
    }
}

/// Completes when it is the caller's turn.
///
/// What an operation awaits before it begins: when it is dropped until then, it has not begun.
pub(crate) async fn my_turn() {
    let mut held = 0;
    poll_fn(|cx| poll_turn(&mut held, cx)).await;
}

/// Ready when it is this one's turn; until then others go first.
pub(crate) fn poll_turn(held: &mut u32, cx: &mut Context<'_>) -> Poll<()> {
    match schedule::turn(*held) {
        Turn::Taken => Poll::Ready(()),
        Turn::Passed => {
            *held += 1;
            cx.waker().wake_by_ref();
            Poll::Pending
        }
        Turn::Over => Poll::Pending,
    }
}
