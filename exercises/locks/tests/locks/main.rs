// What the parts promise, one module for each part. `//`, not `//!`: the reference's tests include this file.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

mod cache;
mod counter;
mod ledger;
mod run_workers;
mod settings;
mod shop;

/// What a call comes to that should panic.
fn what_came_of<R: Debug>(call: impl FnOnce() -> Poll<R>) -> String {
    match catch_unwind(AssertUnwindSafe(call)) {
        Err(_) => "a panic".to_owned(),
        Ok(Poll::Ready(output)) => format!("it returns {output:?}"),
        Ok(Poll::Pending) => "it waits".to_owned(),
    }
}

/// Sorts before every other test, and has the checker told what happens in the process.
#[test]
fn aaa_begins() {
    stage::begin();
}

/// Sorts behind every other test, and tells the checker that the process came this far.
#[test]
fn zzz_reached_the_end() {
    stage::sign_off();
}
