// What the parts promise, one module for each part. `//`, not `//!`: the reference's tests include this file.

mod cache;
mod counter;
mod ledger;
mod run_workers;
mod settings;
mod shop;

/// Sorts behind every other test, and tells the checker that the process came this far.
#[test]
fn zzz_reached_the_end() {
    stage::sign_off();
}
