// What the parts promise, one module for each part. `//`, not `//!`: the reference's tests include this file.

mod fetch_all;
mod fetch_all_spawned;
mod pool;
mod rate_limiter;
mod try_enter;

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
