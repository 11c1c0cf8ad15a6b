//! What the checker concludes.

pub use timeline::record::Place;
use timeline::{Difference, Timeline};

use crate::cause::Cause;
use crate::given::Change;

/// What is lacking in a part that another one's tests use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// It is not written.
    Unwritten,
    /// It does not compile, or cannot be read.
    NotBuilt,
    /// A signature of it is not the given one.
    Changed,
    /// It does not pass its own tests.
    Failed,
}

/// How far an error of the compiler goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// This part alone.
    Part,
    /// All of its pattern: rustc does not tell the parts apart.
    Pattern,
}

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
        /// The law, by its name, if a scenario states it.
        name: Option<String>,
        /// Where a test says so.
        place: Place,
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
        line: Option<Blocking>,
    },
    /// The learner's code panicked, maybe in a task that nobody joins.
    Panicked {
        /// Where, in the learner's code.
        place: Place,
        /// What the panic said.
        message: String,
        /// What happened in the run of a scenario, before it and behind it.
        actual: Option<Timeline>,
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
        /// Where it is.
        place: Place,
    },
    /// It is the code that is given to be repaired, and nobody has asked how it is wrong.
    ToRepair,
    /// It is written, and its tests use another part that is not there yet.
    Waiting {
        /// The other part, as a person names it.
        on: String,
        /// Its file, relative to the root.
        file: String,
        /// What is lacking there.
        lack: Lack,
    },
    /// Its file cannot be read.
    Unreadable {
        /// Which file, and why.
        error: String,
    },
    /// It does not compile.
    NotBuilt {
        /// One error as rustc prints it: the first, or the first whose cause is known.
        error: String,
        /// How many more there are.
        more: usize,
        /// Where it is, where rustc tells.
        place: Option<Place>,
        /// What does not compile because of it.
        extent: Extent,
        /// Why, where that is known.
        cause: Option<Cause>,
        /// The item whose signature rustc proposes to change, though it is given.
        given: Option<String>,
    },
    /// A signature is not the given one.
    SignatureChanged {
        /// Which, and how.
        change: Change,
        /// What rustc says, if it does not compile.
        error: Option<String>,
    },
    /// The tests are not those of the course.
    TestsChanged {
        /// The first file that is not as it came, relative to the root.
        file: String,
    },
}

/// A line that keeps the thread, and how. Lines are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocking {
    /// It puts the thread to sleep.
    Sleeps(usize),
    /// It waits, as for a lock of std.
    Waits(usize),
    /// A loop begins there that goes on and on.
    Loops(usize),
}

impl Blocking {
    /// The line.
    pub fn line(self) -> usize {
        let (Blocking::Sleeps(line) | Blocking::Waits(line) | Blocking::Loops(line)) = self;
        line
    }
}

/// What the remaining tasks of a run that does not end do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// They wait, and nothing can wake them: a deadlock or a lost wakeup.
    Waits,
    /// A timer wakes at least one of them again and again.
    Polls,
}

impl Verdict {
    /// What happened, where that is known.
    pub fn timeline(&self) -> Option<&Timeline> {
        let actual = match self {
            Verdict::Differs { actual, .. }
            | Verdict::Stuck { actual, .. }
            | Verdict::BusyLoop { actual } => actual,
            Verdict::BrokenLaw { actual, .. }
            | Verdict::Panicked { actual, .. }
            | Verdict::BlockedThread { actual, .. } => actual.as_ref()?,
            _ => return None,
        };
        (!actual.actors().is_empty()).then_some(actual)
    }

    /// Whether the same program gets it each time. Where a limit in real time had a say, it may not.
    pub fn is_certain(&self) -> bool {
        !matches!(
            self,
            Verdict::BusyLoop { .. }
                | Verdict::BlockedThread { .. }
                | Verdict::TimedOut
                | Verdict::Flooded
                | Verdict::ExitedEarly { code: None }
        )
    }
}
