//! For the tests of several parts.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

/// What a call comes to that should panic.
pub(crate) fn what_came_of<R: Debug>(call: impl FnOnce() -> Poll<R>) -> String {
    match catch_unwind(AssertUnwindSafe(call)) {
        Err(_) => "a panic".to_owned(),
        Ok(Poll::Ready(output)) => format!("it returns {output:?}"),
        Ok(Poll::Pending) => "it waits".to_owned(),
    }
}
