//! The learner's tests, run against the reference. `checker dev sync` writes this file.
extern crate queues_solution as queues;
include!("../../../exercises/queues/tests/run/main.rs");
