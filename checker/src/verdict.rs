//! What the checker concludes.

use timeline::{Difference, Timeline};

use crate::misconception::Misconception;
use crate::scenario::Scenario;

/// What the checker concludes about one scenario, or about a part that it cannot play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// All is as it should be.
    Passed,
    /// The run came to its end and something happened at another time, or not, or otherwise.
    Differs {
        /// What happened.
        actual: Timeline,
        /// Where it first leaves the expected timeline.
        difference: Difference,
    },
    /// Something that must hold did not.
    BrokenLaw {
        /// What must hold, and what was found.
        law: String,
        /// Where a test says so: its file, relative to the root, and the line.
        place: (String, usize),
        /// What happened until then, where a scenario was played.
        actual: Option<Timeline>,
    },
    /// The run did not end before the limit of virtual time.
    Stuck {
        /// What happened until then.
        actual: Timeline,
        /// What the remaining tasks do.
        left: Left,
    },
    /// Tasks were polled again and again while virtual time stood still.
    BusyLoop {
        /// What happened until then.
        actual: Timeline,
    },
    /// A poll kept the thread to itself.
    BlockedThread {
        /// What happened until then, where that is known.
        actual: Option<Timeline>,
        /// The line that blocks, where that is known.
        line: Option<usize>,
    },
    /// The learner's code panicked, maybe in a task that nobody joins.
    Panicked {
        /// The file, relative to the root.
        file: String,
        /// The line.
        line: usize,
        /// What the panic said.
        message: String,
    },
    /// The process ended on the way.
    ExitedEarly {
        /// Its exit code; none when a signal ended it, as after a stack overflow.
        code: Option<i32>,
    },
    /// It ran for longer than any test may, for a reason that is not known.
    TimedOut,
    /// It printed more than anybody reads.
    Flooded,
    /// A `todo!` was reached.
    Unwritten {
        /// What the `todo!` says is to be done first.
        step: String,
        /// Its file, relative to the root.
        file: String,
        /// Its line.
        line: usize,
    },
    /// It does not compile.
    NotBuilt {
        /// The first error as rustc prints it.
        error: String,
        /// How many more there are.
        more: usize,
    },
    /// The tests are not those of the course.
    TestsChanged {
        /// The first file that is not as it came, relative to the root.
        file: String,
    },
}

/// What the remaining tasks of a run that does not end do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// They wait, and nothing can wake them: a deadlock or a lost wakeup.
    Waits,
    /// A timer wakes at least one of them again and again.
    Polls,
}

/// In how a part stands, verdicts are only these.
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
    /// Not compiled.
    NotBuilt,
    /// Not graded: its tests are changed.
    Unchecked,
}

impl Verdict {
    /// What happened, where that is known.
    pub fn timeline(&self) -> Option<&Timeline> {
        let actual = match self {
            Verdict::Differs { actual, .. }
            | Verdict::Stuck { actual, .. }
            | Verdict::BusyLoop { actual } => actual,
            Verdict::BrokenLaw { actual, .. } | Verdict::BlockedThread { actual, .. } => actual.as_ref()?,
            _ => return None,
        };
        (!actual.actors().is_empty()).then_some(actual)
    }
}

/// Something to be seen in a line of a part that may well be why it fails. Lines are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
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
            Remark::Unawaited { line } | Remark::ComputersClock { line } => line,
        }
    }
}

/// What was concluded about a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The pattern's name.
    pub pattern: String,
    /// The part's name.
    pub part: String,
    /// The file to look at, relative to the root, and the line where the part or the problem is.
    pub place: (String, usize),
    /// The verdict: passed, or that of the first scenario that did not.
    pub verdict: Verdict,
    /// What is to be seen in its lines without playing it.
    pub remarks: Vec<Remark>,
    /// The scenario that did not pass.
    pub scenario: Option<Scenario>,
    /// The schedule in which it did not; 0 is the nominal one.
    pub seed: u64,
    /// What stands behind that, where the evidence tells.
    pub misconception: Option<&'static Misconception>,
    /// What the learner's code printed in it.
    pub prints: Vec<String>,
    /// Whether the part is, to the letter, the code that the stub gives to be repaired.
    pub is_as_given: bool,
}

impl Graded {
    /// How the part stands.
    pub fn standing(&self) -> Standing {
        match self.verdict {
            Verdict::Passed => Standing::Passed,
            Verdict::Unwritten { .. } => Standing::Unwritten,
            Verdict::NotBuilt { .. } => Standing::NotBuilt,
            Verdict::TestsChanged { .. } => Standing::Unchecked,
            _ if self.is_as_given => Standing::ToRepair,
            _ => Standing::Failed,
        }
    }
}
