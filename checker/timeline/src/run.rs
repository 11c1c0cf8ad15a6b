use std::fmt;
use std::str::FromStr;

use crate::{TableError, Timeline};

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
    /// The virtual limit passed: everybody waits, or polls the clock for ever.
    Stuck,
    /// Tasks are polled again and again, and virtual time stands still.
    Busy,
    /// One poll does not return.
    Blocked,
    /// The scenario panicked.
    Panicked,
}

impl Ending {
    const UNFINISHED: [Ending; 4] = [Ending::Stuck, Ending::Busy, Ending::Blocked, Ending::Panicked];

    /// The last line of a run that did not come to its own end.
    fn line(self) -> &'static str {
        match self {
            Ending::Done => "",
            Ending::Stuck => "  stuck",
            Ending::Busy => "   busy",
            Ending::Blocked => "blocked",
            Ending::Panicked => "panicked",
        }
    }
}

/// In front of the seed.
const SEED: &str = "   seed  ";

impl fmt::Display for Run {
    /// The table; behind it a line with the ending, unless the run came to its own end, and one with the seed, unless
    /// the schedule was the nominal one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.timeline)?;
        if self.ending != Ending::Done {
            write!(f, "\n{}", self.ending.line())?;
        }
        if self.seed != 0 { write!(f, "\n{SEED}{}", self.seed) } else { Ok(()) }
    }
}

impl FromStr for Run {
    type Err = TableError;

    fn from_str(text: &str) -> Result<Self, TableError> {
        let text = text.trim_end();
        let seed = text
            .rsplit_once('\n')
            .and_then(|(text, line)| Some((text, line.strip_prefix(SEED)?.parse().ok()?)));
        let (text, seed) = seed.unwrap_or((text, 0));
        let cut = Ending::UNFINISHED.into_iter().find_map(|ending| {
            let table = text.strip_suffix(ending.line())?;
            Some((table.trim_end_matches('\n'), ending))
        });
        let (table, ending) = cut.unwrap_or((text, Ending::Done));
        Ok(Run { timeline: table.parse()?, ending, seed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Event;

    #[test]
    fn a_run_is_read_back_with_its_ending_and_its_seed() {
        let mut timeline = Timeline::new(["ann"]);
        timeline.record(Event { actor: "ann".into(), at_ms: 3, what: "waits".into() });

        for ending in [Ending::Done, Ending::Stuck, Ending::Busy, Ending::Blocked, Ending::Panicked] {
            for seed in [0, 17] {
                let run = Run { timeline: timeline.clone(), ending, seed };
                assert_eq!(run.to_string().parse(), Ok(run));
            }
        }
    }

    #[test]
    fn an_unfinished_run_says_so_behind_its_table() {
        let run = Run { timeline: Timeline::new(["ann"]), ending: Ending::Stuck, seed: 17 };

        assert_eq!(run.to_string(), "   time  ann\n  stuck\n   seed  17");
    }
}
