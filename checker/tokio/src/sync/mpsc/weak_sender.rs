//! A sender that does not keep its channel open.

use std::fmt;

use super::Sender;

/// A sender that does not keep its channel open. See [tokio's](real::sync::mpsc::WeakSender).
pub struct WeakSender<T> {
    pub(super) real: real::sync::mpsc::WeakSender<T>,
}

impl<T> WeakSender<T> {
    /// A sender that keeps the channel open; `None` when it is closed already.
    pub fn upgrade(&self) -> Option<Sender<T>> {
        Some(Sender { real: self.real.upgrade()? })
    }

    /// How many senders keep the channel open.
    pub fn strong_count(&self) -> usize {
        self.real.strong_count()
    }

    /// How many senders do not.
    pub fn weak_count(&self) -> usize {
        self.real.weak_count()
    }
}

impl<T> Clone for WeakSender<T> {
    fn clone(&self) -> Self {
        WeakSender { real: self.real.clone() }
    }
}

impl<T> fmt::Debug for WeakSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
