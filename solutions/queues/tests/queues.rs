//! The learner's tests, run against the reference.
extern crate queues_solution as queues;
include!("../../../exercises/queues/tests/queues/main.rs");
