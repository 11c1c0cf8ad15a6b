//! The learner's tests, run against the reference. `checker dev sync` writes this file.
extern crate barriers_solution as barriers;
include!("../../../exercises/barriers/tests/run_together/main.rs");
