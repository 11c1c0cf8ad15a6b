use crate::Timeline;

/// Where two timelines part: the first instant, and in it the first lane of the expected timeline, that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The instant, in virtual milliseconds.
    pub at_ms: u64,
    /// Whose lane it is.
    pub actor: String,
    /// What it should have done at this instant.
    pub expected: Vec<String>,
    /// What it did at this instant.
    pub actual: Vec<String>,
    /// How the two part.
    pub kind: Kind,
}

/// In what way an actor left the expected timeline. Instants are virtual milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// It did `what` now and should have done so at `due_ms`.
    Early {
        /// The event.
        what: String,
        /// When it is due.
        due_ms: u64,
    },
    /// It should have done `what` now and did so at `came_ms`.
    Late {
        /// The event.
        what: String,
        /// When it came.
        came_ms: u64,
    },
    /// It should have done `what` now and never did.
    Missing {
        /// The event.
        what: String,
        /// What it did next, and when.
        next: Option<(u64, String)>,
    },
    /// It did `what` once more, and nobody expects that.
    Again {
        /// The event.
        what: String,
    },
    /// It did `what`, which nobody expects at any time.
    Extra {
        /// The event.
        what: String,
        /// What it should have done next, and when.
        due: Option<(u64, String)>,
    },
    /// It did `actual` where it should have done `expected`, and neither is due at another time.
    Instead {
        /// What it should have done.
        expected: String,
        /// What it did.
        actual: String,
    },
}

/// The first place where `actual` is not as `expected`, or `None` where they are equal.
pub fn first_difference(expected: &Timeline, actual: &Timeline) -> Option<Difference> {
    let mut instants: Vec<u64> = expected.rows().chain(actual.rows()).map(|row| row.at_ms).collect();
    instants.sort_unstable();
    let mut actors: Vec<&String> = expected.actors().iter().collect();
    actors.extend(actual.actors().iter().filter(|actor| !expected.actors().contains(actor)));

    instants.into_iter().find_map(|at_ms| {
        let actor = actors.iter().find(|actor| expected.cell(at_ms, actor) != actual.cell(at_ms, actor))?;
        Some(Difference {
            at_ms,
            actor: actor.to_string(),
            expected: expected.cell(at_ms, actor).to_vec(),
            actual: actual.cell(at_ms, actor).to_vec(),
            kind: kind_of(expected, actual, actor),
        })
    })
}

/// How an actor's two lanes part. They do: the caller found the place.
fn kind_of(expected: &Timeline, actual: &Timeline, actor: &str) -> Kind {
    let due: Vec<_> = expected.events_of(actor).collect();
    let done: Vec<_> = actual.events_of(actor).collect();
    let same = due.iter().zip(&done).take_while(|(due, done)| due == done).count();
    let later = |events: &[(u64, &str)], what: &str| {
        events[same..].iter().find(|(_, other)| *other == what).map(|(at_ms, _)| *at_ms)
    };

    let missing = |what: &str, next| Kind::Missing { what: what.into(), next };
    let extra = |what: &str, next_due| {
        let what: String = what.into();
        if due[..same].iter().any(|(_, earlier)| *earlier == what) {
            Kind::Again { what }
        } else {
            Kind::Extra { what, due: next_due }
        }
    };

    match (due.get(same), done.get(same)) {
        (Some(&(due_ms, what)), Some(&(came_ms, other))) => match (later(&due, other), later(&done, what)) {
            (Some(due_ms), _) if came_ms < due_ms => Kind::Early { what: other.into(), due_ms },
            (_, Some(came_ms)) if due_ms < came_ms => Kind::Late { what: what.into(), came_ms },
            _ if due_ms < came_ms => missing(what, Some((came_ms, other.into()))),
            _ if came_ms < due_ms => extra(other, Some((due_ms, what.into()))),
            _ => Kind::Instead { expected: what.into(), actual: other.into() },
        },
        (Some(&(_, what)), None) => missing(what, None),
        (None, Some(&(_, other))) => extra(other, None),
        (None, None) => unreachable!("equal lanes do not differ"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &str) -> Timeline {
        format!("time  ann  bob\n{rows}").parse().expect("a table")
    }

    fn difference(expected: &str, actual: &str) -> Option<(u64, String, Kind)> {
        first_difference(&table(expected), &table(actual)).map(|found| (found.at_ms, found.actor, found.kind))
    }

    #[test]
    fn equal_timelines_do_not_part() {
        assert_eq!(difference("1 ms  goes  ·", "1 ms  goes  ·"), None);
    }

    #[test]
    fn the_first_instant_counts_then_the_first_lane() {
        let found = difference("1 ms  a  b\n2 ms  c  d", "1 ms  a  x\n2 ms  y  z");

        assert_eq!(
            found,
            Some((1, "bob".into(), Kind::Instead { expected: "b".into(), actual: "x".into() }))
        );
    }

    #[test]
    fn what_comes_at_another_time_is_early_or_late() {
        let early = difference("1 ms  a  ·\n9 ms  b  ·", "1 ms  a, b  ·");
        let late = difference("1 ms  a, b  ·", "1 ms  a  ·\n9 ms  b  ·");

        assert_eq!(early, Some((1, "ann".into(), Kind::Early { what: "b".into(), due_ms: 9 })));
        assert_eq!(late, Some((1, "ann".into(), Kind::Late { what: "b".into(), came_ms: 9 })));
    }

    #[test]
    fn what_has_no_counterpart_is_missing_or_extra() {
        let missing = difference("1 ms  a, b  ·", "1 ms  a  ·");
        let extra = difference("1 ms  a  ·", "1 ms  a, b  ·");

        assert_eq!(missing, Some((1, "ann".into(), Kind::Missing { what: "b".into(), next: None })));
        assert_eq!(extra, Some((1, "ann".into(), Kind::Extra { what: "b".into(), due: None })));
    }

    #[test]
    fn what_comes_next_is_told_too() {
        let missing = difference("1 ms  a  ·", "9 ms  b  ·");
        let extra = difference("9 ms  a  ·", "1 ms  b  ·");

        let (a, b) = (|| "a".to_owned(), || "b".to_owned());
        assert_eq!(missing, Some((1, "ann".into(), Kind::Missing { what: a(), next: Some((9, b())) })));
        assert_eq!(extra, Some((1, "ann".into(), Kind::Extra { what: b(), due: Some((9, a())) })));
    }

    #[test]
    fn what_comes_once_too_often_comes_again() {
        let between = difference("1 ms  a  ·\n9 ms  b  ·", "1 ms  a  ·\n5 ms  a  ·\n9 ms  b  ·");
        let behind = difference("1 ms  a  ·", "1 ms  a  ·\n5 ms  a  ·");

        let again = Some((5, "ann".to_owned(), Kind::Again { what: "a".into() }));
        assert_eq!((between, behind), (again.clone(), again));
    }

    #[test]
    fn a_lane_that_only_one_has_counts_too() {
        let expected: Timeline = "time  ann\n1 ms  a".parse().expect("a table");
        let actual: Timeline = "time  ann  eve\n1 ms  a  spies".parse().expect("a table");

        let found = first_difference(&expected, &actual).expect("eve is not expected");

        assert_eq!(found.actor, "eve");
    }
}
