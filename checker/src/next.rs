//! What to do next when what was checked has passed. While a part is as it was given, the texts tell: nothing is compiled
//! or played for it. Only when none is left, all of them are graded, so that it can be said that they pass.

use anyhow::Result;

use crate::attempt::Schedules;
use crate::conclude::settled;
use crate::course::{Part, Pattern};
use crate::grade::{Memory, Setting, prepare};
use crate::graded::Graded;
use crate::plan::{Selection, Submitted};
use crate::seal::Seal;
use crate::verdict::Verdict;
use crate::workspace::Submission;

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// This part.
    Part(Box<Graded>),
    /// Nothing: so many parts pass.
    AllPass(usize),
}

/// What a learner does after this part: the next one that is as it was given, and only then one that is wrong.
///
/// # Errors
/// When the course cannot be read, or grading cannot begin.
pub fn next_after(
    passed: &Graded,
    setting: Setting<'_>,
    schedules: Schedules,
    progress: impl Fn(&str) + Clone + Send + 'static,
) -> Result<Next> {
    let seal = Seal::read(setting.workspace)?;
    let mut open = Vec::new();
    let mut before = 0;
    for pattern in setting.course {
        let submitted = Submitted::read(setting.workspace, &seal, pattern, Submission::Learner)?;
        for part in &pattern.parts {
            open.extend(submitted.to_do(part));
            if is(passed, pattern, part) {
                before = open.len();
            }
        }
    }
    // Those behind it, and then those that were passed over.
    if let Some((task, verdict)) = open.get(before).or(open.first()) {
        return Ok(Next::Part(Box::new(settled(task, verdict.clone()))));
    }
    let all = Selection { pattern: None, part: None };
    let graded = prepare(setting, all, Submission::Learner, progress)?.grade(schedules, Memory::Kept)?;
    let parts = graded.len();
    let left = graded.into_iter().find(|part| part.verdict != Verdict::Passed);
    Ok(left.map_or(Next::AllPass(parts), |part| Next::Part(Box::new(part))))
}

fn is(graded: &Graded, pattern: &Pattern, part: &Part) -> bool {
    graded.pattern == pattern.name && graded.part == part.name
}
