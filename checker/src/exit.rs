//! How the checker ends: the exit codes that scripts may rely on.

use std::process::ExitCode;

/// The exit codes. An error of the checker itself is a panic, which ends with 101.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All that was asked for passed: 0.
    Passed,
    /// Something did not pass: 1.
    NotPassed,
    /// The checker could not begin: it was called wrongly, or not where the course is, or without cargo: 2.
    Usage,
    /// The user interrupted it: 130, as shells have it.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Passed => 0,
            Exit::NotPassed => 1,
            Exit::Usage => 2,
            Exit::Interrupted => 130,
        })
    }
}
