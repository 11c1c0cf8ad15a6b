// What the parts promise, one module for each part. `//`, not `//!`: the reference's tests include this file.

mod event;
mod first_of;
mod run_after;
mod set_after;
mod start_together;
mod wait_at_most;

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
