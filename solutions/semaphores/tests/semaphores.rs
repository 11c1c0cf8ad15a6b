//! The learner's tests, run against the reference.
extern crate semaphores_solution as semaphores;
include!("../../../exercises/semaphores/tests/semaphores/main.rs");
