//! What a test did by hand, step by step: each poll of a call with its outcome, and what happened to the calls in between.
//! Pure: no file, no clock, no terminal.

use timeline::record::{Did, MOST_STEPS, Message};

use crate::verdict::{Blocking, Verdict};

/// One step: a line of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The call, as the test names it.
    pub call: String,
    /// What happened.
    pub what: What,
}

/// What happened to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It is no future, and was called.
    Called,
    /// It was polled.
    Polled(Outcome),
    /// It was woken.
    Woken,
    /// It was dropped before it had an output.
    Dropped,
}

/// How a poll ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It gave the output.
    Ready,
    /// There was no output yet.
    Waits,
    /// It panicked.
    Panics,
    /// It did not end.
    Unknown,
}

/// The steps in these messages, where a report can show nothing better for this verdict.
///
/// None where there is a timeline; and none where real time decides how many there are, as the report of a submission is
/// always the same.
pub fn steps_behind<'a>(verdict: &Verdict, messages: impl Iterator<Item = &'a Message>) -> Vec<Step> {
    match verdict {
        _ if verdict.timeline().is_some() => vec![],
        Verdict::Flooded | Verdict::BlockedThread { line: Some(Blocking::Sleeps(_)), .. } => vec![],
        _ => steps_in(messages),
    }
}

fn steps_in<'a>(messages: impl Iterator<Item = &'a Message>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut count = 0;
    for message in messages {
        let Message::Step(told) = message else { continue };
        count += 1;
        let outcome = match told.did {
            Did::Ready => Outcome::Ready,
            Did::Waits => Outcome::Waits,
            Did::Panics => Outcome::Panics,
            did => {
                let what = match did {
                    Did::Called => What::Called,
                    Did::Woken => What::Woken,
                    Did::Dropped => What::Dropped,
                    _ => What::Polled(Outcome::Unknown),
                };
                steps.push(Step { call: told.call.clone(), what });
                continue;
            }
        };
        // One poll may go on inside another: the last that began is the first to end.
        let is_open =
            |step: &&mut Step| step.what == What::Polled(Outcome::Unknown) && step.call == told.call;
        if let Some(poll) = steps.iter_mut().rev().find(is_open) {
            poll.what = What::Polled(outcome);
        }
    }
    // Those that came behind the last that is told would be the ones to see.
    if count >= MOST_STEPS { vec![] } else { steps }
}

#[cfg(test)]
mod tests {
    use timeline::record;

    use super::*;

    fn told(steps: &[(&str, Did)]) -> Vec<Message> {
        let step = |(call, did): &(&str, Did)| record::Step { call: (*call).to_owned(), did: *did };
        steps.iter().map(|told| Message::Step(step(told))).collect()
    }

    fn step(call: &str, what: What) -> Step {
        Step { call: call.to_owned(), what }
    }

    #[test]
    fn the_begin_of_a_poll_and_its_end_are_one_step_with_what_happens_meanwhile_behind_it() {
        let messages = told(&[
            ("put", Did::Polled),
            ("put", Did::Waits),
            ("get", Did::Polled),
            ("put", Did::Woken),
            ("get", Did::Ready),
            ("put", Did::Dropped),
            ("close", Did::Called),
            ("get", Did::Polled),
            ("get", Did::Panics),
        ]);

        let steps = steps_in(messages.iter());

        assert_eq!(
            steps,
            [
                step("put", What::Polled(Outcome::Waits)),
                step("get", What::Polled(Outcome::Ready)),
                step("put", What::Woken),
                step("put", What::Dropped),
                step("close", What::Called),
                step("get", What::Polled(Outcome::Panics)),
            ]
        );
    }

    #[test]
    fn a_poll_that_does_not_end_is_a_step_too() {
        let messages =
            told(&[("get", Did::Polled), ("put", Did::Polled), ("get", Did::Polled), ("get", Did::Ready)]);

        let steps = steps_in(messages.iter());

        assert_eq!(
            steps,
            [
                step("get", What::Polled(Outcome::Unknown)),
                step("put", What::Polled(Outcome::Unknown)),
                step("get", What::Polled(Outcome::Ready)),
            ]
        );
    }

    #[test]
    fn where_the_last_are_not_told_or_real_time_counts_there_are_none() {
        let few = told(&[("get", Did::Woken); 3]);
        let many = told(&vec![("get", Did::Woken); MOST_STEPS]);
        let blocked = |line: Option<Blocking>| Verdict::BlockedThread { actual: None, line };
        let count = |verdict, messages: &[Message]| steps_behind(&verdict, messages.iter()).len();

        assert_eq!(count(Verdict::TimedOut, &few), 3);
        assert_eq!(count(blocked(None), &few), 3);
        assert_eq!(count(Verdict::TimedOut, &many), 0);
        assert_eq!(count(Verdict::Flooded, &few), 0);
        assert_eq!(count(blocked(Some(Blocking::Sleeps(7))), &few), 0);
    }
}
