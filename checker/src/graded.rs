//! What is said of a part: its verdict, with all that a report needs beside it.

use crate::lines::Waits;
use crate::misconception::Misconception;
use crate::scenario::Scenario;
use crate::shapes::{OnThreads, Shape};
use crate::steps::Step;
use crate::verdict::{Place, Verdict};

/// What was concluded about a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The pattern's name.
    pub pattern: String,
    /// The part's name.
    pub part: String,
    /// Where to look: where the problem is, or else where the part begins.
    pub place: Place,
    /// The verdict: passed, or that of the first scenario that did not.
    pub verdict: Verdict,
    /// What is to be seen in its lines without playing it.
    pub remarks: Vec<Remark>,
    /// What would go wrong on two threads, where it passes.
    pub on_threads: Option<OnThreads>,
    /// What rustc warns of in its file, as rustc prints it.
    pub warnings: Vec<String>,
    /// The scenario that did not pass.
    pub scenario: Option<Scenario>,
    /// The schedule in which it did not; 0 is the nominal one.
    pub seed: u64,
    /// What stands behind that, where the evidence tells.
    pub misconception: Option<&'static Misconception>,
    /// What the test did by hand in it.
    pub steps: Vec<Step>,
    /// Who waits in the part's code at its end.
    pub waits: Vec<Waits>,
    /// What the learner's code printed in it.
    pub prints: Vec<String>,
    /// Whether the file is, to the letter, the one that is given.
    pub is_as_given: bool,
}

/// How a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Passed.
    Passed,
    /// Tried, and not right yet.
    Failed,
    /// Not written yet.
    Unwritten,
    /// Wrong, and as it was given: that is the task.
    ToRepair,
    /// Written, and its tests use another part that is not.
    Waiting,
    /// Not compiled.
    NotBuilt,
    /// Not graded: what nobody edits is changed.
    Unchecked,
}

/// Something to be seen in a line of a part that may well be why it fails. Lines are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// It has a shape that goes with the misconception.
    Shape(Shape),
    /// It makes a future and does not await it.
    Unawaited {
        /// The line.
        line: usize,
    },
    /// It asks the computer's clock, not tokio's.
    ComputersClock {
        /// The line.
        line: usize,
    },
}

impl Remark {
    /// The line that it is about.
    pub fn line(&self) -> usize {
        match *self {
            Remark::Shape(shape) => shape.line(),
            Remark::Unawaited { line } | Remark::ComputersClock { line } => line,
        }
    }
}

impl Graded {
    /// How the part stands.
    pub fn standing(&self) -> Standing {
        match self.verdict {
            Verdict::Passed => Standing::Passed,
            Verdict::Unwritten { .. } => Standing::Unwritten,
            Verdict::Waiting { .. } => Standing::Waiting,
            Verdict::NotBuilt { .. } | Verdict::Unreadable { .. } | Verdict::SignatureChanged { .. } => {
                Standing::NotBuilt
            }
            Verdict::TestsChanged { .. } => Standing::Unchecked,
            Verdict::ToRepair => Standing::ToRepair,
            _ if self.is_as_given => Standing::ToRepair,
            _ => Standing::Failed,
        }
    }
}
