//! A wake-up.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytemuck::TransparentWrapperAlloc;
use pin_project_lite::pin_project;

use crate::waits::{Placed, placed};
use crate::wrap::{transparent, wrap};

// Without a toss. `notify_one` keeps one permit at most, and wakes the task that waits first. A coin in front of the wait
// would change which task waits, and a program that is right in tokio's order would lose a permit. What is noted is the
// place.
wrap! {
    /// Wakes one task that waits, or all of them. See [tokio's](real::sync::Notify).
    #[derive(Default)]
    #[repr(transparent)]
    pub struct Notify(real::sync::Notify);
}

transparent! {
    Notify(real::sync::Notify);
}

impl Notify {
    /// Creates one without a permit. See [tokio's](real::sync::Notify::new).
    pub fn new() -> Self {
        Notify(real::sync::Notify::new())
    }

    /// Creates one without a permit in a `static`. See [tokio's](real::sync::Notify::const_new).
    pub const fn const_new() -> Self {
        Notify(real::sync::Notify::const_new())
    }

    /// Waits for a wake-up. See [tokio's](real::sync::Notify::notified).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn notified(&self) -> Notified<'_> {
        Notified { placed: placed(self.0.notified()) }
    }

    // Not left to deref, so that they can be named by a path too, as in `.for_each(Notify::notify_one)`.

    /// Wakes the task that waits first, or keeps one permit. See [tokio's](real::sync::Notify::notify_one).
    pub fn notify_one(&self) {
        self.0.notify_one();
    }

    /// Wakes the task that waits last, or keeps one permit. See [tokio's](real::sync::Notify::notify_last).
    pub fn notify_last(&self) {
        self.0.notify_last();
    }

    /// Wakes all tasks that wait. See [tokio's](real::sync::Notify::notify_waiters).
    pub fn notify_waiters(&self) {
        self.0.notify_waiters();
    }

    /// Waits for a wake-up; the future owns an `Arc` of this. See [tokio's](real::sync::Notify::notified_owned).
    ///
    /// # Cancel safety
    /// If the call is cancelled, the place in the queue is lost.
    #[track_caller]
    pub fn notified_owned(self: Arc<Self>) -> OwnedNotified {
        OwnedNotified { placed: placed(Self::peel_arc(self).notified_owned()) }
    }
}

pin_project! {
    /// What [`Notify::notified`] returns. See [tokio's](real::sync::futures::Notified).
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Notified<'a> {
        #[pin]
        placed: Placed<real::sync::futures::Notified<'a>>,
    }
}

pin_project! {
    /// What [`Notify::notified_owned`] returns. See [tokio's](real::sync::futures::OwnedNotified).
    #[derive(Debug)]
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct OwnedNotified {
        #[pin]
        placed: Placed<real::sync::futures::OwnedNotified>,
    }
}

impl Notified<'_> {
    /// Stands in line from now on; tells whether there is a wake-up already. See
    /// [tokio's](real::sync::futures::Notified::enable).
    pub fn enable(self: Pin<&mut Self>) -> bool {
        self.project().placed.project_future().enable()
    }
}

impl OwnedNotified {
    /// Stands in line from now on; tells whether there is a wake-up already. See
    /// [tokio's](real::sync::futures::OwnedNotified::enable).
    pub fn enable(self: Pin<&mut Self>) -> bool {
        self.project().placed.project_future().enable()
    }
}

impl Future for Notified<'_> {
    type Output = ();

    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.project().placed.poll(cx)
    }
}

impl Future for OwnedNotified {
    type Output = ();

    #[track_caller]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.project().placed.poll(cx)
    }
}
