//! The learner's tests, run against the reference.
extern crate events_solution as events;
include!("../../../exercises/events/tests/events/main.rs");
