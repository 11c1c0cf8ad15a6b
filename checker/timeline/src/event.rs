use std::fmt;

/// Somebody did something at a virtual instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Who: the name of an actor, such as `Worker-1`; one lane of the table.
    pub actor: String,
    /// When: virtual time since the scenario began, in whole milliseconds.
    pub at_ms: u64,
    /// What: a verb in the present, such as `waits`.
    pub what: String,
}

impl fmt::Display for Event {
    /// `` `ann` waits at 3 ms ``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {} at {} ms", self.actor, self.what, self.at_ms)
    }
}
