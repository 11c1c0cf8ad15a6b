use std::fmt;

use crate::Timeline;

/// One playing of a scenario: what happened, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a run that is stuck does not panic"]
pub struct Run {
    /// What happened.
    pub timeline: Timeline,
    /// How it ended.
    pub ending: Ending,
    /// The schedule: which order of turns it had. 0 is the nominal one.
    pub seed: u64,
}

/// How a run came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The scenario came to its own end.
    Done,
    /// The virtual limit passed: every remaining task waits, and nothing can wake it.
    Stuck,
    /// The virtual limit passed: a timer wakes a task again and again.
    StillPolling,
    /// Tasks are polled again and again, and virtual time stands still.
    Busy,
    /// One poll does not return.
    Blocked,
    /// The scenario panicked.
    Panicked,
}

impl Ending {
    /// The last line of a run that did not come to its own end.
    fn line(self) -> &'static str {
        match self {
            Ending::Done => "",
            Ending::Stuck => "  stuck",
            Ending::StillPolling => "polling",
            Ending::Busy => "   busy",
            Ending::Blocked => "blocked",
            Ending::Panicked => "panicked",
        }
    }
}

impl fmt::Display for Run {
    /// The table; behind it a line with the ending, unless the run came to its own end, and one with the seed, unless
    /// the schedule was the nominal one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.timeline)?;
        if self.ending != Ending::Done {
            write!(f, "\n{}", self.ending.line())?;
        }
        if self.seed != 0 { write!(f, "\n   seed  {}", self.seed) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_run_says_so_behind_its_table() {
        let run = Run { timeline: Timeline::new(["ann"]), ending: Ending::Stuck, seed: 17 };

        assert_eq!(run.to_string(), "   time  ann\n  stuck\n   seed  17");
    }
}
