//! The learner's tests, run against the reference.
extern crate barriers_solution as barriers;
include!("../../../exercises/barriers/tests/barriers/main.rs");
