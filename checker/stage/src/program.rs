//! The process of a test program: how it begins and ends.

use crate::{panics, record, standing, watchdog};

/// Makes a test program of the file that it stands in: two tests more, which tell the checker that the process has begun, and
/// that it came past the test that it was started for.
///
/// A macro, for a test has to stand in the program itself. libtest runs tests in the order of their names, so a test that
/// calls `std::process::exit(0)` never gets to the last one.
#[macro_export]
macro_rules! test_program {
    () => {
        #[test]
        fn _begins() {
            $crate::begin();
        }

        #[test]
        fn zzz_reached_the_end() {
            $crate::sign_off();
        }
    };
}

/// Begins the record of this process, if a checker started it, and watches it from then on. See [`test_program!`](crate::test_program).
///
/// # Panics
/// If the file that the checker named cannot be opened.
pub fn begin() {
    if record::begin() {
        panics::observe();
        standing::here();
        watchdog::watch_process();
    }
}

/// Tells the checker that this process got past the test that it was started for. See
/// [`test_program!`](crate::test_program).
pub fn sign_off() {
    record::end();
}
