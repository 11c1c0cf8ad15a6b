//! Starts the real checker, as its users do, on a clone of the course.

mod attempts;
mod bad_input;
mod benches;
mod by_hand;
mod clone;
mod corpus;
mod course;
mod entry;
mod first_run;
mod generated;
mod kept;
mod narrow;
mod real_tokio;
mod replay;
mod seams;
