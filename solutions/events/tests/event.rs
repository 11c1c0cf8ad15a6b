//! The learner's tests, run against the reference. `checker dev sync` writes this file.
extern crate events_solution as events;
include!("../../../exercises/events/tests/event/main.rs");
