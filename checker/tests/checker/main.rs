//! Starts the real checker, as its users do, on a clone of the course.

mod bad_input;
mod by_hand;
mod clone;
mod corpus;
mod course;
mod first_run;
mod kept;
mod narrow;
mod real_tokio;
mod replay;
mod seams;
