// What the parts promise, one module for each part; `waits` helps one of them. `//`, not `//!`: the reference's tests include this file.

mod cyclic_barrier;
mod rounds;
mod run_together;
mod two_phases;
mod waits;

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
