//! The learner's tests, run against the reference.
extern crate locks_solution as locks;
include!("../../../exercises/locks/tests/locks/main.rs");
