//! The learner's tests, run against the reference. `checker dev sync` writes this file.
extern crate semaphores_solution as semaphores;
include!("../../../exercises/semaphores/tests/rate_limiter/main.rs");
