//! The learner's tests, run against the reference. `checker dev sync` writes this file.
extern crate locks_solution as locks;
include!("../../../exercises/locks/tests/run_workers/main.rs");
