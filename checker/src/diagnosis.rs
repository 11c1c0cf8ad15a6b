//! From a failure to the misconception behind it, by evidence.
//!
//! A scenario says in its doc comment what it would take for what; the first rule whose evidence is there decides. Where
//! none is, the report says what is known and no more.
//!
//! ```text
//! /// - `late` misses `passes`: event not sticky
//! /// - anybody is late with `passes` and not stuck: time used instead of a signal
//! /// - says "at most 3": permit dropped before the work
//! ```

use anyhow::{Context, Result, bail, ensure};
use timeline::Timeline;

use crate::misconception::{Misconception, named};
use crate::verdict::Verdict;

/// What stands behind a failure if all of its evidence is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    evidence: Vec<(Sign, Evidence)>,
    misconception: &'static Misconception,
}

/// Whether something must be there, or must not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Is,
    IsNot,
}

/// One thing to be seen in a failed run.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Evidence {
    /// `anything`: there is always something.
    Anything,
    /// `stuck`: nobody could move any more.
    Stuck,
    /// `panics`: the learner's own code panicked.
    Panics,
    /// `several semaphores`: more than one was made in this run.
    SeveralSemaphores,
    /// `elsewhere`: the nominal schedule was all right, another one was not.
    Elsewhere,
    /// `says "…"`: the assertion or law that does not hold has these words.
    Says(String),
    /// `` `actor` does `event` ``, and the other ways in which an actor and an event can go together.
    Acts(Way, Option<String>, Option<String>),
}

/// How what an actor did stands to what is expected of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// ``does `event` ``: it happened.
    Does,
    /// ``misses `event` ``: it happened less often than expected.
    Misses,
    /// ``repeats `event` ``: it happened more often than expected.
    Repeats,
    /// ``is early with `event` ``.
    Early,
    /// ``is late with `event` ``.
    Late,
}

const WAYS: [(&str, Way); 5] = [
    ("does", Way::Does),
    ("misses", Way::Misses),
    ("repeats", Way::Repeats),
    ("is early with", Way::Early),
    ("is late with", Way::Late),
];

/// What is seen of a failure.
#[derive(Debug, Clone, Copy)]
pub struct Failure<'a> {
    /// What was concluded.
    pub verdict: &'a Verdict,
    /// What should have happened, where that is known.
    pub expected: Option<&'a Timeline>,
    /// The schedule in which it failed.
    pub seed: u64,
    /// How many semaphores were made in it.
    pub semaphores: u32,
}

impl Rule {
    /// The rule that a line in a doc comment tells, without its `- `.
    ///
    /// # Errors
    /// When it cannot be understood.
    pub fn parse(line: &str) -> Result<Rule> {
        let (evidence, name) = line.rsplit_once(": ").with_context(|| format!("`{line}` names nothing"))?;
        let misconception = named(name).with_context(|| format!("there is no misconception `{name}`"))?;
        let evidence = evidence.split(" and ").map(signed).collect::<Result<_>>()?;
        Ok(Rule { evidence, misconception })
    }

    fn fits(&self, failure: Failure<'_>) -> bool {
        self.evidence.iter().all(|(sign, evidence)| seen(evidence, failure) == (*sign == Sign::Is))
    }
}

fn signed(text: &str) -> Result<(Sign, Evidence)> {
    Ok(match text.strip_prefix("not ") {
        Some(rest) => (Sign::IsNot, evidence(rest)?),
        None => (Sign::Is, evidence(text)?),
    })
}

fn evidence(text: &str) -> Result<Evidence> {
    Ok(match text {
        "anything" => Evidence::Anything,
        "stuck" => Evidence::Stuck,
        "panics" => Evidence::Panics,
        "several semaphores" => Evidence::SeveralSemaphores,
        "elsewhere" => Evidence::Elsewhere,
        _ => {
            if let Some(words) = text.strip_prefix("says \"").and_then(|words| words.strip_suffix('"')) {
                return Ok(Evidence::Says(words.to_owned()));
            }
            let found = WAYS.iter().find_map(|(words, way)| {
                let (who, what) = text.split_once(&format!(" {words} "))?;
                Some((way, who, what))
            });
            let Some((way, who, what)) = found else { bail!("`{text}` is no evidence") };
            let quoted = |text: &str| Some(text.strip_prefix('`')?.strip_suffix('`')?.to_owned());
            let (actor, event) = (quoted(who), quoted(what));
            ensure!(actor.is_some() || who == "anybody", "`{who}` is neither anybody nor an actor");
            ensure!(event.is_some() || what == "anything", "`{what}` is neither anything nor an event");
            Evidence::Acts(*way, actor, event)
        }
    })
}

/// The misconception behind a failure: the first of the rules that fits decides, and what is the same everywhere.
pub fn diagnosis(rules: &[Rule], failure: Failure<'_>) -> Option<&'static Misconception> {
    let everywhere = match failure.verdict {
        Verdict::BusyLoop { .. } => named("busy waiting"),
        Verdict::BlockedThread { .. } | Verdict::TimedOut => named("blocking the thread"),
        Verdict::Differs { .. }
        | Verdict::BrokenLaw { .. }
        | Verdict::Stuck { .. }
        | Verdict::Panicked { .. } => None,
        _ => return None,
    };
    everywhere.or_else(|| rules.iter().find(|rule| rule.fits(failure)).map(|rule| rule.misconception))
}

fn seen(evidence: &Evidence, failure: Failure<'_>) -> bool {
    match evidence {
        Evidence::Anything => true,
        Evidence::Stuck => matches!(failure.verdict, Verdict::Stuck { .. }),
        Evidence::Panics => matches!(failure.verdict, Verdict::Panicked { .. }),
        Evidence::SeveralSemaphores => failure.semaphores > 1,
        Evidence::Elsewhere => failure.seed != 0,
        Evidence::Says(words) => {
            let Verdict::BrokenLaw { law, name, .. } = failure.verdict else { return false };
            [Some(law), name.as_ref()].into_iter().flatten().any(|said| said.contains(words.as_str()))
        }
        Evidence::Acts(way, actor, event) => {
            // What happens behind a panic follows from it.
            let is_panic = matches!(failure.verdict, Verdict::Panicked { .. });
            let Some(actual) = failure.verdict.timeline().filter(|_| !is_panic) else { return false };
            let nothing = Timeline::default();
            let expected = failure.expected.unwrap_or(&nothing);
            // Without a table nothing is expected of anybody.
            let comparable = failure.expected.is_some() || *way == Way::Does;
            let known = expected.actors().iter().chain(actual.actors());
            let mut actors = known.filter(|name| actor.as_ref().is_none_or(|actor| *name == actor));
            comparable && actors.any(|name| acts(*way, name, event.as_deref(), expected, actual))
        }
    }
}

/// Whether this actor's two lanes go together in this way, as far as this event is concerned.
fn acts(way: Way, actor: &str, event: Option<&str>, expected: &Timeline, actual: &Timeline) -> bool {
    let times = |timeline: &Timeline, event: &str| -> Vec<u64> {
        timeline.events_of(actor).filter(|(_, what)| is(what, event)).map(|(at_ms, _)| at_ms).collect()
    };
    let goes_with = |event: &str| {
        let (due, came) = (times(expected, event), times(actual, event));
        let mut pairs = due.iter().zip(&came);
        match way {
            Way::Does => !came.is_empty(),
            Way::Misses => came.len() < due.len(),
            Way::Repeats => came.len() > due.len(),
            Way::Early => pairs.any(|(due, came)| came < due),
            Way::Late => pairs.any(|(due, came)| came > due),
        }
    };
    match event {
        Some(event) => goes_with(event),
        None => expected.events_of(actor).chain(actual.events_of(actor)).any(|(_, event)| goes_with(event)),
    }
}

/// Whether an event is this one, or has this verb.
fn is(what: &str, event: &str) -> bool {
    what.strip_prefix(event).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::verdict::{Left, Place};

    fn table(rows: &str) -> Timeline {
        format!("time  ann  bob\n{rows}").parse().expect("a table")
    }

    fn fits(rule: &str, verdict: &Verdict, expected: &str, seed: u64) -> bool {
        let rule = Rule::parse(&format!("{rule}: lost wake-up")).expect("it is a rule");
        rule.fits(Failure { verdict, expected: Some(&table(expected)), seed, semaphores: 2 })
    }

    #[rstest]
    #[case::misses("`bob` misses `goes`", true)]
    #[case::misses_not("`ann` misses `goes`", false)]
    #[case::anybody("anybody misses `goes`", true)]
    #[case::does("`ann` does `goes`", true)]
    #[case::does_not("not `bob` does `goes`", true)]
    #[case::late("`ann` is late with `goes`", true)]
    #[case::early("`ann` is early with `goes`", false)]
    #[case::repeats("`ann` repeats `sets`", true)]
    #[case::any_event("`bob` is late with anything", false)]
    #[case::semaphores("several semaphores", true)]
    #[case::several("stuck and `bob` misses `goes` and not elsewhere", true)]
    #[case::one_of_several_not("stuck and `bob` repeats `goes`", false)]
    fn evidence_is_seen_or_not(#[case] rule: &str, #[case] is_there: bool) {
        let verdict =
            Verdict::Stuck { actual: table("1 ms  waits  waits\n5 ms  goes 1, sets  ·"), left: Left::Waits };
        let expected = "1 ms  waits  waits\n3 ms  goes 1  goes 2";

        assert_eq!(fits(rule, &verdict, expected, 0), is_there);
    }

    #[test]
    fn a_law_is_known_by_its_words() {
        let law = "at most 3 between `goes` and `ends`; yet …".to_owned();
        let verdict = Verdict::BrokenLaw {
            law,
            name: None,
            place: Place { file: String::new(), line: 1 },
            actual: None,
        };

        assert!(fits("says \"at most 3\" and elsewhere", &verdict, "1 ms  waits  ·", 17));
        assert!(!fits("says \"at most 4\"", &verdict, "1 ms  waits  ·", 0));
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let rules =
            ["stuck: deadlock", "anything: lost wake-up"].map(|rule| Rule::parse(rule).expect("a rule"));
        let name = |verdict| {
            let failure = Failure { verdict: &verdict, expected: None, seed: 0, semaphores: 0 };
            diagnosis(&rules, failure).map(|misconception| misconception.name)
        };

        assert_eq!(name(Verdict::Stuck { actual: Timeline::default(), left: Left::Waits }), Some("deadlock"));
        assert_eq!(
            name(Verdict::Panicked {
                place: Place { file: String::new(), line: 1 },
                message: String::new(),
                actual: None
            }),
            Some("lost wake-up")
        );
        assert_eq!(name(Verdict::BusyLoop { actual: Timeline::default() }), Some("busy waiting"));
        assert_eq!(name(Verdict::Flooded), None);
    }

    #[rstest]
    #[case::nothing("`ann` misses `goes`", "`ann` misses `goes` names nothing")]
    #[case::name("stuck: bad luck", "there is no misconception `bad luck`")]
    #[case::evidence("sticky: deadlock", "`sticky` is no evidence")]
    #[case::actor("ann misses `goes`: deadlock", "`ann` is neither anybody nor an actor")]
    fn what_is_no_rule_is_said(#[case] line: &str, #[case] error: &str) {
        let said = Rule::parse(line).expect_err("it is no rule").to_string();

        assert_eq!(said.replace('`', ""), error.replace('`', ""));
    }
}
