//! The checker: it grades submissions.
//!
//! ```text
//! args ──> names    what somebody means: a pattern, a part
//!   │      again    what somebody means: a scenario
//!   │
//!   └────> grade ──> course      what there is to learn: patterns and parts
//!            │  ├──> seal        what nobody edits is as it came
//!            │  ├──> plan        for each part: what its text alone tells, or a test program to be played
//!            │  ├──> foundation  what exercises are compiled against: cargo builds it, once
//!            │  ├──> compile     texts -> test programs, with rustc; a part that does not compile beside those that do
//!            │  ├──> kept        what was found out about a program before
//!            │  ├──> scenario    what is played for a part: claim, question, rules, expected timeline
//!            │  ├──> attempt     one test in a process of its own, under many schedules, with limits
//!            │  └──> conclude    attempt -> what is said of the part; touches no file, clock or terminal
//!            │         ├──> judge      attempt -> verdict
//!            │         ├──> steps      attempt -> what a test did by hand
//!            │         └──> diagnosis  verdict -> misconception, by the scenario's rules
//!            ├──> next        what to do when that has passed
//!            └──> report             what is said -> words and pictures
//! stub, figures, dev                 what is generated from the solutions and the snapshots
//! ```
//!
//! Invariants:
//! - The checker never links learner code: it compiles it and runs it as a child, in a group of its own.
//! - What is graded are texts that were read at one moment: digests decide what is compiled and played, never times.
//! - Only `cargo` and `process` start programs, only `main` prints, only `files` writes into the tree.
//! - A verdict comes from what the stage records. What a process prints is shown, never judged.
//! - The same submission gets the same report: no verdict depends on real time, except that a run which never ends is
//!   cut off.
//! - This is no sandbox. A submission runs with the rights of whoever grades it.

pub mod again;
pub mod args;
pub mod attempt;
pub mod cargo;
pub mod cause;
pub mod compile;
pub mod conclude;
pub mod course;
pub mod dev;
pub mod diagnosis;
pub mod digest;
pub mod exit;
pub mod figures;
pub mod files;
pub mod foundation;
pub mod given;
pub mod grade;
pub mod graded;
pub mod hints;
pub mod judge;
pub mod kept;
pub mod known_panics;
pub mod lines;
pub mod misconception;
pub mod names;
pub mod next;
pub mod output;
pub mod plan;
pub mod probe;
pub mod process;
pub mod refused;
pub mod report;
pub mod rustc;
pub mod scenario;
pub mod seal;
pub mod shapes;
pub mod side_by_side;
pub mod source;
pub mod sources;
pub mod steps;
pub mod stub;
pub mod verdict;
pub mod workspace;
