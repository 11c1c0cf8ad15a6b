//! Claims that hold in every schedule, whatever the durations: what a scenario promises where no table can be expected.

use std::fmt;

use crate::Event;

/// A claim over the events of one run, in the order in which they happened.
///
/// Laws speak of events by their verb: `gets` is the verb of `gets`, `gets 7` and `gets tea`, and what stands behind it is
/// its object. A whole text such as `starts 2` can stand for a verb too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Law {
    /// Never are more than `limit` between `begin` and one of `ends`.
    AtMost {
        /// So many.
        limit: usize,
        /// With this one is in flight.
        begin: &'static str,
        /// With one of these not any more.
        ends: &'static [&'static str],
    },
    /// Whenever time passes, `limit` are between `begin` and one of `ends`, or no actor waits to begin.
    ///
    /// An actor waits from its first event on. If that is `begin` itself, it has been waiting from the start.
    AsManyAsAllowed {
        /// So many.
        limit: usize,
        /// With this one is in flight.
        begin: &'static str,
        /// With one of these not any more.
        ends: &'static [&'static str],
    },
    /// All of these come before any of those, and at least one does.
    AllBefore {
        /// First.
        these: &'static str,
        /// Then.
        those: &'static str,
    },
    /// No object comes twice.
    EachOnce {
        /// With this verb.
        what: &'static str,
    },
    /// Every object that is given is taken, and no other is.
    NothingLost {
        /// The verb with which it comes in.
        given: &'static str,
        /// The verb with which it comes out.
        taken: &'static str,
    },
    /// Objects are taken in the order in which they are given.
    FirstInFirstOut {
        /// The verb with which they come in.
        given: &'static str,
        /// The verb with which they come out.
        taken: &'static str,
    },
    /// It comes at the exact virtual instant of one of its causes, not later.
    ///
    /// Within the instant the cause may come later: a test may note it from a task that has its turn later, such as a
    /// clock that runs beside the learner's code.
    Prompt {
        /// What comes.
        what: &'static str,
        /// What can bring it about.
        causes: &'static [&'static str],
    },
    /// It always has the same object.
    Conserved {
        /// With this verb.
        what: &'static str,
        /// The object.
        always: &'static str,
    },
    /// Nothing happens after this instant.
    EndsBy {
        /// In virtual milliseconds since the scenario began.
        at_ms: u64,
    },
}

/// How a law was broken: with two events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The law.
    pub law: Law,
    /// The event that the other one does not go with.
    pub first: Event,
    /// The event that breaks the law, or the last one before what is missing.
    pub then: Event,
}

impl Law {
    /// Where these events break the law first, if they do.
    pub fn breach(self, events: &[Event]) -> Option<Breach> {
        let pair = match self {
            Law::AtMost { limit, begin, ends } => more_than(limit, begin, ends, events),
            Law::AsManyAsAllowed { limit, begin, ends } => fewer_than(limit, begin, ends, events),
            Law::AllBefore { these, those } => {
                let early = events.iter().position(|event| is(event, those))?;
                match events.iter().rposition(|event| is(event, these)) {
                    Some(late) => (late > early).then(|| (&events[early], &events[late])),
                    None => Some((&events[early], &events[early])),
                }
            }
            Law::EachOnce { what } => twice(what, events),
            Law::NothingLost { given, taken } => {
                let is_among = |verb, what: &str| {
                    events.iter().any(|event| is(event, verb) && object(event, verb) == what)
                };
                let lost =
                    events.iter().find(|event| is(event, given) && !is_among(taken, object(event, given)));
                let found =
                    || events.iter().find(|event| is(event, taken) && !is_among(given, object(event, taken)));
                match lost {
                    Some(lost) => Some((lost, events.last()?)),
                    None => found().map(|found| (found, found)),
                }
            }
            Law::FirstInFirstOut { given, taken } => overtaken(given, taken, events),
            Law::Prompt { what, causes } => {
                let caused = |late: &Event| {
                    events
                        .iter()
                        .any(|event| event.at_ms == late.at_ms && causes.iter().any(|cause| is(event, cause)))
                };
                let at = events.iter().position(|event| is(event, what) && !caused(event))?;
                let due = |event: &&Event| causes.iter().any(|cause| is(event, cause));
                Some((events[..at].iter().rfind(due).unwrap_or(&events[0]), &events[at]))
            }
            Law::Conserved { what, always } => {
                let other =
                    events.iter().position(|event| is(event, what) && object(event, what) != always)?;
                Some((events[..other].last().unwrap_or(&events[other]), &events[other]))
            }
            Law::EndsBy { at_ms } => {
                let late = events.iter().position(|event| event.at_ms > at_ms)?;
                Some((events[..late].last().unwrap_or(&events[late]), events.last()?))
            }
        };
        pair.map(|(first, then)| Breach { law: self, first: first.clone(), then: then.clone() })
    }
}

impl Law {
    /// A verb of the law that never occurs in these events, in words: such a law holds whatever the code does.
    ///
    /// `None` if there are no events at all, as in a scenario with no items.
    pub fn never_tested(self, events: &[Event]) -> Option<String> {
        if events.is_empty() {
            return None;
        }
        let occurs = |verb: &&'static str| events.iter().any(|event| is(event, verb));
        // One of several alternatives is enough.
        let missing =
            self.speaks_of().into_iter().find(|verbs| !verbs.is_empty() && !verbs.iter().any(occurs))?;
        Some(format!("{self}; yet {} never happens", either(&missing)))
    }

    /// The verbs that must occur: at least one of each list.
    fn speaks_of(self) -> [Vec<&'static str>; 2] {
        match self {
            // This law says that it never begins.
            Law::AtMost { limit: 0, .. } | Law::EndsBy { .. } => [vec![], vec![]],
            Law::AtMost { begin, ends, .. } | Law::AsManyAsAllowed { begin, ends, .. } => {
                [vec![begin], ends.to_vec()]
            }
            Law::AllBefore { these, those } => [vec![these], vec![those]],
            Law::NothingLost { given, taken } | Law::FirstInFirstOut { given, taken } => {
                [vec![given], vec![taken]]
            }
            Law::Prompt { what, causes } => [vec![what], causes.to_vec()],
            Law::EachOnce { what } | Law::Conserved { what, .. } => [vec![what], vec![]],
        }
    }
}

/// Whether the event has this verb.
fn is(event: &Event, verb: &str) -> bool {
    event.what.strip_prefix(verb).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// What stands behind the verb.
fn object<'a>(event: &'a Event, verb: &str) -> &'a str {
    event.what.strip_prefix(verb).unwrap_or_default().trim_start()
}

/// Those in flight at each event: the events with which they began. An actor that ends ends what it began first.
fn in_flight<'a>(
    begin: &str,
    ends: &[&str],
    events: &'a [Event],
) -> impl Iterator<Item = (&'a Event, Vec<&'a Event>)> {
    let mut flying: Vec<&Event> = Vec::new();
    events.iter().map(move |event| {
        if is(event, begin) {
            flying.push(event);
        } else if ends.iter().any(|end| is(event, end))
            && let Some(began) = flying.iter().position(|began| began.actor == event.actor)
        {
            flying.remove(began);
        }
        (event, flying.clone())
    })
}

type Pair<'a> = (&'a Event, &'a Event);

fn more_than<'a>(limit: usize, begin: &str, ends: &[&str], events: &'a [Event]) -> Option<Pair<'a>> {
    let (then, flying) = in_flight(begin, ends, events).find(|(_, flying)| flying.len() > limit)?;
    Some((flying[0], then))
}

fn fewer_than<'a>(limit: usize, begin: &str, ends: &[&str], events: &'a [Event]) -> Option<Pair<'a>> {
    let passing = events.windows(2).map(|pair| pair[0].at_ms < pair[1].at_ms);
    let mut moments = in_flight(begin, ends, events).zip(passing).enumerate();
    moments.find_map(|(at, ((event, flying), time_passes))| {
        // By the order of events, not by the clock.
        let has_come = |next: &Event| {
            let first = events.iter().position(|event| event.actor == next.actor);
            first.is_some_and(|first| first <= at || std::ptr::eq(&events[first], next))
        };
        let next = events[at + 1..].iter().find(|next| is(next, begin) && has_come(next))?;
        (time_passes && flying.len() < limit).then_some((event, next))
    })
}

fn twice<'a>(what: &str, events: &'a [Event]) -> Option<Pair<'a>> {
    let mut with_verb = events.iter().filter(|event| is(event, what)).enumerate();
    with_verb.find_map(|(before, event)| {
        let earlier = events.iter().filter(|event| is(event, what)).take(before);
        let mut same = earlier.filter(|other| object(other, what) == object(event, what));
        same.next().map(|first| (first, event))
    })
}

fn overtaken<'a>(given: &str, taken: &str, events: &'a [Event]) -> Option<Pair<'a>> {
    let place = |item: &Event| {
        let mut givens = events.iter().filter(|event| is(event, given));
        givens.position(|event| object(event, given) == object(item, taken))
    };
    let takes: Vec<(&Event, usize)> = events
        .iter()
        .filter(|event| is(event, taken))
        .filter_map(|event| Some((event, place(event)?)))
        .collect();
    takes.windows(2).find(|pair| pair[1].1 < pair[0].1).map(|pair| (pair[0].0, pair[1].0))
}

impl fmt::Display for Law {
    /// Its name, with what it is about.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Law::AtMost { limit, begin, ends } => {
                write!(f, "at most {limit} between `{begin}` and {}", either(ends))
            }
            Law::AsManyAsAllowed { limit, begin, ends } => {
                write!(f, "as many as allowed, {limit}, between `{begin}` and {}", either(ends))
            }
            Law::AllBefore { these, those } => write!(f, "every `{these}` before any `{those}`"),
            Law::EachOnce { what } => write!(f, "no `{what} …` twice, whoever does it"),
            Law::NothingLost { given, taken } => write!(f, "nothing lost between `{given}` and `{taken}`"),
            Law::FirstInFirstOut { given, taken } => {
                write!(f, "first in, first out between `{given}` and `{taken}`")
            }
            Law::Prompt { what, causes } => {
                write!(f, "prompt: `{what}` at the instant of {}", either(causes))
            }
            Law::Conserved { what, always } => write!(f, "always `{what} {always}`"),
            Law::EndsBy { at_ms } => write!(f, "all over by {at_ms} ms"),
        }
    }
}

/// `` `a` or `b` ``.
fn either(verbs: &[&str]) -> String {
    verbs.iter().map(|verb| format!("`{verb}`")).collect::<Vec<_>>().join(" or ")
}

impl fmt::Display for Breach {
    /// What should have happened and what did, in one sentence without its full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Breach { law, first, then } = self;
        match *law {
            Law::AtMost { limit: 1, begin, ends } => {
                let ends = either(ends);
                write!(
                    f,
                    "one at a time may be between `{begin}` and {ends}: {first}, and has not ended when {then}"
                )
            }
            Law::AtMost { limit, begin, ends } => {
                let ends = either(ends);
                write!(f, "at most {limit} at a time may be between `{begin}` and {ends}: ")?;
                write!(f, "{then}, while {limit} others have not ended")
            }
            Law::AsManyAsAllowed { limit, .. } => {
                write!(
                    f,
                    "after {first} there is room for one more of {limit}: {then}, and could have before"
                )
            }
            Law::AllBefore { these, those } => {
                write!(f, "every `{these}` must come before any `{those}`: ")?;
                if first == then {
                    write!(f, "{first}, and `{these}` never happens")
                } else {
                    write!(f, "{first}, and only then {then}")
                }
            }
            Law::EachOnce { what } => {
                write!(f, "`{what}` must not happen twice for the same: {first}, and {then}")
            }
            Law::NothingLost { given, taken } => {
                let is_found = first == then && is(first, taken) && !is(first, given);
                let (has, lacks) = if is_found { (taken, given) } else { (given, taken) };
                let lacking = format!("{lacks} {}", object(first, has));
                write!(f, "{first}, and `{}` never happens", lacking.trim_end())
            }
            Law::FirstInFirstOut { given, taken } => {
                let (late, early) = (object(first, taken), object(then, taken));
                write!(f, "what comes in first must go out first: `{given} {early}` comes before ")?;
                write!(f, "`{given} {late}`, and yet {first}, before {then}")
            }
            Law::Prompt { what, causes } => {
                let is_cause = causes.iter().any(|cause| is(first, cause));
                let causes = either(causes);
                write!(f, "`{what}` must come at the instant of {causes}: {then}, ")?;
                if is_cause { write!(f, "and {first}") } else { write!(f, "and none of that happens before") }
            }
            Law::Conserved { what, always } => write!(f, "it must always be `{what} {always}`: {then}"),
            Law::EndsBy { at_ms } => write!(f, "everything must be over by {at_ms} ms: {then}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `0 ann goes; 3 bob gets tea`
    fn events(text: &str) -> Vec<Event> {
        let event = |text: &str| {
            let mut words = text.trim().splitn(3, ' ');
            let mut word = || words.next().expect("time, actor, what").to_owned();
            Event { at_ms: word().parse().expect("milliseconds"), actor: word(), what: word() }
        };
        text.split(';').map(event).collect()
    }

    /// The two events of the first breach, as `3 bob gets tea`.
    fn breach(law: Law, text: &str) -> Option<(String, String)> {
        let short = |event: Event| format!("{} {} {}", event.at_ms, event.actor, event.what);
        law.breach(&events(text)).map(|breach| (short(breach.first), short(breach.then)))
    }

    fn pair(first: &str, then: &str) -> Option<(String, String)> {
        Some((first.to_owned(), then.to_owned()))
    }

    #[test]
    fn at_most_counts_those_who_have_begun_and_not_ended() {
        let law = Law::AtMost { limit: 1, begin: "goes", ends: &["ends", "panics"] };

        assert_eq!(breach(law, "0 a goes; 3 a ends; 3 b goes; 4 b panics; 4 c goes"), None);
        assert_eq!(breach(law, "0 a goes; 3 b goes; 3 a ends"), pair("0 a goes", "3 b goes"));
    }

    #[test]
    fn as_many_as_allowed_looks_whenever_time_passes() {
        let law = Law::AsManyAsAllowed { limit: 2, begin: "goes", ends: &["ends"] };

        assert_eq!(breach(law, "0 a goes; 0 b goes; 3 a ends; 3 c goes; 5 b ends; 6 c ends"), None);
        assert_eq!(
            breach(law, "0 a goes; 0 b goes; 3 a ends; 5 b ends; 5 c goes"),
            pair("3 a ends", "5 c goes")
        );
    }

    #[test]
    fn as_many_as_allowed_does_not_ask_for_those_who_come_later() {
        let law = Law::AsManyAsAllowed { limit: 1, begin: "goes", ends: &["ends"] };

        assert_eq!(breach(law, "0 a comes; 0 a goes; 3 a ends; 5 b comes; 5 b goes"), None);
        assert_eq!(
            breach(law, "0 a comes; 0 a goes; 1 b comes; 3 a ends; 5 b goes"),
            pair("3 a ends", "5 b goes")
        );
        assert_eq!(
            breach(law, "0 a comes; 0 a goes; 3 a ends; 4 b comes; 5 b goes"),
            pair("4 b comes", "5 b goes")
        );
    }

    #[test]
    fn all_of_these_come_before_any_of_those() {
        let law = Law::AllBefore { these: "ends 1", those: "starts 2" };

        assert_eq!(breach(law, "0 a ends 1; 0 b ends 1; 0 a starts 2; 0 b starts 2"), None);
        assert_eq!(breach(law, "0 a ends 1; 0 a starts 2; 1 b ends 1"), pair("0 a starts 2", "1 b ends 1"));
        assert_eq!(breach(law, "0 a goes; 3 a starts 2; 4 a ends"), pair("3 a starts 2", "3 a starts 2"));
        assert_eq!(breach(law, "0 a goes"), None);
    }

    #[test]
    fn each_comes_once() {
        let law = Law::EachOnce { what: "gets" };

        assert_eq!(breach(law, "0 a gets tea; 0 a puts tea; 1 b gets cake"), None);
        assert_eq!(breach(law, "0 a gets tea; 1 b gets tea"), pair("0 a gets tea", "1 b gets tea"));
    }

    #[test]
    fn nothing_is_lost() {
        let law = Law::NothingLost { given: "puts", taken: "gets" };

        assert_eq!(breach(law, "0 a puts tea; 1 b gets tea"), None);
        assert_eq!(
            breach(law, "0 a puts tea; 0 a puts cake; 1 b gets tea"),
            pair("0 a puts cake", "1 b gets tea")
        );
        assert_eq!(
            breach(law, "0 a puts tea; 1 b gets tea; 1 b gets cake"),
            pair("1 b gets cake", "1 b gets cake")
        );
    }

    #[test]
    fn first_in_is_first_out() {
        let law = Law::FirstInFirstOut { given: "puts", taken: "gets" };

        assert_eq!(breach(law, "0 a puts 1; 0 a puts 2; 1 b gets 1; 1 c gets 2"), None);
        assert_eq!(
            breach(law, "0 a puts 1; 0 a puts 2; 1 b gets 2; 1 c gets 1"),
            pair("1 b gets 2", "1 c gets 1")
        );
    }

    #[test]
    fn what_is_prompt_comes_at_the_instant_of_a_cause() {
        let law = Law::Prompt { what: "passes", causes: &["sets", "waits"] };

        assert_eq!(breach(law, "0 a waits; 3 s sets; 3 a passes; 7 b waits; 7 b passes"), None);
        assert_eq!(breach(law, "0 a waits; 3 s sets; 4 a passes"), pair("3 s sets", "4 a passes"));
    }

    #[test]
    fn what_is_conserved_does_not_change() {
        let law = Law::Conserved { what: "sees", always: "100" };

        assert_eq!(breach(law, "0 a sees 100; 1 a seeks 7; 2 b sees 100"), None);
        assert_eq!(breach(law, "0 a sees 100; 1 b sees 90"), pair("0 a sees 100", "1 b sees 90"));
    }

    #[test]
    fn it_ends_by_an_instant() {
        let law = Law::EndsBy { at_ms: 5 };

        assert_eq!(breach(law, "0 a goes; 5 a ends"), None);
        assert_eq!(breach(law, "0 a goes; 6 a ends"), pair("0 a goes", "6 a ends"));
    }

    #[test]
    fn a_breach_is_told_with_its_law_and_both_events() {
        let law = Law::AtMost { limit: 1, begin: "goes", ends: &["ends"] };
        let breach = law.breach(&events("0 a goes; 3 b goes")).expect("two are in flight");

        assert_eq!(
            breach.to_string(),
            "one at a time may be between `goes` and `ends`: `a` goes at 0 ms, and has not ended when `b` goes at 3 ms"
        );
    }

    #[test]
    fn more_than_a_few_are_counted() {
        let law = Law::AtMost { limit: 2, begin: "goes", ends: &["ends"] };
        let breach = law.breach(&events("0 a goes; 1 b goes; 3 c goes")).expect("three are in flight");

        assert_eq!(
            breach.to_string(),
            "at most 2 at a time may be between `goes` and `ends`: `c` goes at 3 ms, while 2 others have not ended"
        );
    }

    #[test]
    fn what_breaks_a_law_by_itself_is_told_alone() {
        let said = |law: Law, text: &str| law.breach(&events(text)).map(|breach| breach.to_string());
        let before = Law::AllBefore { these: "sets", those: "passes" };
        let lost = Law::NothingLost { given: "puts", taken: "gets" };

        assert_eq!(
            said(before, "3 a passes").as_deref(),
            Some("every `sets` must come before any `passes`: `a` passes at 3 ms, and `sets` never happens")
        );
        assert_eq!(
            said(lost, "3 a gets tea; 4 b goes").as_deref(),
            Some("`a` gets tea at 3 ms, and `puts tea` never happens")
        );
    }

    #[test]
    fn a_breach_says_what_should_have_happened_and_what_did() {
        let said = |law: Law, text: &str| law.breach(&events(text)).map(|breach| breach.to_string());
        for (law, ran, told) in [
            (
                Law::AsManyAsAllowed { limit: 2, begin: "goes", ends: &["ends"] },
                "0 a goes; 0 b goes; 3 a ends; 5 b ends; 5 c goes",
                "after `a` ends at 3 ms there is room for one more of 2: `c` goes at 5 ms, and could have before",
            ),
            (
                Law::AllBefore { these: "ends 1", those: "starts 2" },
                "0 a ends 1; 0 a starts 2; 1 b ends 1",
                "every `ends 1` must come before any `starts 2`: `a` starts 2 at 0 ms, and only then `b` ends 1 at 1 ms",
            ),
            (
                Law::EachOnce { what: "gets" },
                "0 a gets tea; 1 b gets tea",
                "`gets` must not happen twice for the same: `a` gets tea at 0 ms, and `b` gets tea at 1 ms",
            ),
            (
                Law::NothingLost { given: "waits", taken: "leads" },
                "0 a waits 0; 1 b goes",
                "`a` waits 0 at 0 ms, and `leads 0` never happens",
            ),
            (
                Law::FirstInFirstOut { given: "puts", taken: "gets" },
                "0 a puts 1; 0 a puts 2; 1 b gets 2; 1 c gets 1",
                "what comes in first must go out first: `puts 1` comes before `puts 2`, and yet `b` gets 2 at 1 ms, before \
                 `c` gets 1 at 1 ms",
            ),
            (
                Law::Prompt { what: "passes", causes: &["sets", "waits"] },
                "0 a waits; 3 s sets; 4 a passes",
                "`passes` must come at the instant of `sets` or `waits`: `a` passes at 4 ms, and `s` sets at 3 ms",
            ),
            (
                Law::Prompt { what: "passes", causes: &["sets"] },
                "0 a waits; 4 a passes; 5 s sets",
                "`passes` must come at the instant of `sets`: `a` passes at 4 ms, and none of that happens before",
            ),
            (
                Law::EndsBy { at_ms: 5 },
                "0 a goes; 6 a ends",
                "everything must be over by 5 ms: `a` ends at 6 ms",
            ),
        ] {
            assert_eq!(said(law, ran).as_deref(), Some(told));
        }
    }

    #[test]
    fn what_is_not_conserved_is_told_alone() {
        let law = Law::Conserved { what: "sees", always: "100" };
        let breach = law.breach(&events("0 a sees 100; 1 b moves; 3 c sees 93")).expect("it is less");

        assert_eq!(breach.to_string(), "it must always be `sees 100`: `c` sees 93 at 3 ms");
    }

    #[test]
    fn a_law_about_what_never_happens_is_told() {
        let ran = events("0 a goes; 3 a ends; 3 b sees 7");
        let said = |law: Law| law.never_tested(&ran);

        assert_eq!(said(Law::Prompt { what: "ends", causes: &["sets", "goes"] }), None);
        assert_eq!(said(Law::EndsBy { at_ms: 5 }), None);
        assert_eq!(Law::EachOnce { what: "gets" }.never_tested(&[]), None);
        assert_eq!(said(Law::AtMost { limit: 0, begin: "flies", ends: &[] }), None);
        assert_eq!(
            said(Law::Prompt { what: "end", causes: &["goes"] }),
            Some("prompt: `end` at the instant of `goes`; yet `end` never happens".to_owned())
        );
        assert_eq!(
            said(Law::Prompt { what: "ends", causes: &["go", "set"] }),
            Some(
                "prompt: `ends` at the instant of `go` or `set`; yet `go` or `set` never happens".to_owned()
            )
        );
        for law in [
            Law::AtMost { limit: 1, begin: "goes", ends: &["end"] },
            Law::AsManyAsAllowed { limit: 1, begin: "go", ends: &["ends"] },
            Law::AllBefore { these: "goes", those: "end" },
            Law::EachOnce { what: "see" },
            Law::NothingLost { given: "sees", taken: "gets" },
            Law::FirstInFirstOut { given: "puts", taken: "sees" },
            Law::Conserved { what: "see", always: "7" },
        ] {
            assert!(said(law).is_some(), "{law}");
        }
    }
}
