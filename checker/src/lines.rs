//! The lines of the learner's code that a run leads to: where tasks wait at its end, and where the one was that did what it
//! should not. Pure: no file, no clock, no terminal.

use timeline::{Difference, Kind};

use crate::attempt::Played;
use crate::source;
use crate::steps::Step;
use crate::verdict::{Place, Verdict};

/// A task that waits in the code of a part when nothing moves any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// The actor that it plays, if it is one alone.
    pub actor: Option<String>,
    /// Whether it waits for a lock.
    pub is_for_lock: bool,
    /// The line, counted from 1.
    pub line: usize,
    /// The file, if it is another one than that of the part.
    pub elsewhere: Option<String>,
    /// What stands there.
    pub code: String,
    /// The line in which the same task took the lock that it waits for, if it did.
    pub took: Option<usize>,
}

/// Who waits in the learner's code at the end of a run that does not end, in the order in which they began to.
pub fn waits(
    verdict: &Verdict,
    played: Option<&Played>,
    file: &str,
    text: impl Fn(&str) -> Option<String>,
) -> Vec<Waits> {
    let Verdict::Stuck { .. } = verdict else { return vec![] };
    let here = |place: &Place| (place.file == file).then_some(place.line);
    let waits = played.into_iter().flat_map(|played| &played.waits).filter_map(|wait| {
        let line = wait.place.line;
        let code = text(&wait.place.file)?.lines().nth(line.checked_sub(1)?)?.trim().to_owned();
        let elsewhere = here(&wait.place).is_none().then(|| wait.place.file.clone());
        let (actor, took) = (wait.actor.clone(), wait.took.as_ref().and_then(here));
        Some(Waits { actor, is_for_lock: wait.is_for_lock, line, elsewhere, code, took })
    });
    waits.collect()
}

/// The line of this file at which the actor was who did something else than is due, or at another time: when that happened,
/// or when it had done everything.
pub fn of_difference(verdict: &Verdict, played: Option<&Played>, file: &str) -> Option<usize> {
    let (Verdict::Differs { difference, .. }, Some(played)) = (verdict, played) else { return None };
    let Difference { actor, at_ms, kind, .. } = difference;
    let at = match kind {
        Kind::Late { came_ms, .. } => Some(*came_ms),
        Kind::Missing { next, .. } => next.as_ref().map(|(at_ms, _)| *at_ms),
        _ => Some(*at_ms),
    };
    let of_actor = played.events.iter().zip(&played.places).filter(|(event, _)| event.actor == *actor);
    let mut there = of_actor.filter(|(event, _)| at.is_none_or(|at| event.at_ms == at));
    let place = if at.is_some() { there.next() } else { there.next_back() }?.1.as_ref()?;
    (place.file == file).then_some(place.line)
}

/// The line in which the method begins that a test by hand called last: `wait` of `first wait() 2`.
pub fn of_method(steps: &[Step], text: &str) -> Option<usize> {
    let call = &steps.last()?.call;
    let name = call.split_once('(')?.0.rsplit(' ').next()?;
    source::function_in(text, name)
}

#[cfg(test)]
mod tests {
    use timeline::record::Wait;
    use timeline::{Ending, Event, Run, Timeline, first_difference};

    use super::*;
    use crate::steps::What;
    use crate::verdict::Left;

    const TEXT: &str = "one\n    two.await;\nthree\n";

    fn place(file: &str, line: usize) -> Place {
        Place { file: file.into(), line }
    }

    /// A run with these events of `ann`, in as many lines of `a.rs`, from the first on.
    fn played(events: &[(u64, &str)], waits: Vec<Wait>) -> Played {
        let events: Vec<Event> = events
            .iter()
            .map(|(at_ms, what)| Event { actor: "ann".into(), at_ms: *at_ms, what: (*what).into() })
            .collect();
        let mut timeline = Timeline::new(["ann"]);
        events.iter().cloned().for_each(|event| timeline.record(event));
        let places = (1..=events.len()).map(|line| Some(place("a.rs", line))).collect();
        let run = Run { timeline, ending: Ending::Stuck, seed: 0 };
        Played { run, events, semaphores: 0, places, waits }
    }

    #[test]
    fn who_waits_in_the_file_is_told_with_the_line() {
        let wait = |file: &str, took| Wait {
            actor: Some("ann".into()),
            is_for_lock: true,
            place: place(file, 2),
            took: Some(place(took, 1)),
        };
        let waits_in =
            [wait("a.rs", "a.rs"), wait("b.rs", "b.rs"), wait("a.rs", "b.rs"), wait("gone.rs", "a.rs")];
        let played = played(&[], waits_in.to_vec());
        let stuck = Verdict::Stuck { actual: Timeline::default(), left: Left::Waits };

        let text = |file: &str| (file != "gone.rs").then(|| TEXT.to_owned());
        let waits = |verdict| waits(verdict, Some(&played), "a.rs", text);
        let [first, other, second] = &waits(&stuck)[..] else { panic!("three of four are known") };
        assert_eq!((first.line, first.code.as_str(), first.took), (2, "two.await;", Some(1)));
        assert_eq!((&first.elsewhere, other.elsewhere.as_deref()), (&None, Some("b.rs")));
        assert_eq!(second.took, None);
        assert_eq!(waits(&Verdict::Passed), []);
    }

    #[test]
    fn a_difference_leads_to_where_the_actor_was() {
        let line = |expected: &str, events: &[(u64, &str)]| {
            let played = played(events, vec![]);
            let expected: Timeline = expected.parse().expect("a table");
            let actual = played.run.timeline.clone();
            let difference = first_difference(&expected, &actual).expect("they differ");
            of_difference(&Verdict::Differs { actual, difference }, Some(&played), "a.rs")
        };

        assert_eq!(line("time  ann\n1 ms  waits\n3 ms  goes", &[(1, "waits"), (5, "goes")]), Some(2), "late");
        assert_eq!(
            line("time  ann\n1 ms  waits\n3 ms  goes", &[(1, "waits"), (2, "goes")]),
            Some(2),
            "early"
        );
        assert_eq!(line("time  ann\n1 ms  waits\n3 ms  goes", &[(1, "waits")]), Some(1), "missing");
        assert_eq!(line("time  ann\n1 ms  waits", &[]), None, "nothing at all");
    }

    #[test]
    fn a_call_by_hand_leads_to_its_method() {
        let text = "impl Event {\n    pub fn set(&self) {}\n    pub async fn wait(&self) {}\n}\n";
        let line = |call: &str| of_method(&[Step { call: call.into(), what: What::Called }], text);

        assert_eq!(line("set()"), Some(2));
        assert_eq!(line("second wait() 2"), Some(3));
        assert_eq!(line("gone()"), None);
        assert_eq!(line("set"), None);
        assert_eq!(of_method(&[], text), None);
    }
}
