//! What a test process tells the checker: a line of JSON for each [`Message`], appended to one file.
//!
//! Written in the order in which it happens, each line at once, so that a process that is killed leaves whole lines
//! behind. `serde_json::Value` by hand, not serde's derive: the checker is built by every learner, and the derive alone
//! would take some seconds of that.

use serde_json::{Value, json};

use crate::timeline::fits;
use crate::{Ending, Event, Run, Timeline};

/// The version of the format, which the first line tells.
pub const VERSION: u64 = 1;

/// In front of what a test process prints, a line of its own: where the test begins, where it has ended, and where each of
/// its runs begins. The nonce keeps it apart from whatever else is printed.
pub fn mark(nonce: &str, place: MarkAt) -> String {
    match place {
        MarkAt::Begin => format!("\nstage {nonce}: begin\n"),
        MarkAt::Run => format!("\nstage {nonce}: schedule "),
        MarkAt::End => format!("\nstage {nonce}: end\n"),
    }
}

/// What follows a [`mark`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkAt {
    /// What the test prints.
    Begin,
    /// A seed, the end of the line, and what is printed in the run of this schedule.
    Run,
    /// Nothing of the test's.
    End,
}

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// The first line: which version of the format the others are in.
    Version(u64),
    /// A run of this schedule begins.
    Began {
        /// The schedule; 0 is the nominal one.
        seed: u64,
    },
    /// Some code panicked.
    Panicked(Panic),
    /// The panics so far of this run were meant.
    Forgiven,
    /// A run is over. Not each is told: the first, and one with which something is wrong.
    Ended(Played),
    /// A law, or something else that the stage holds code to, does not hold.
    Broken {
        /// What must hold, and what was found.
        says: String,
        /// Where the test asks for it.
        place: Place,
    },
    /// Outside of any run the test has not come to its end, for as long as no test takes. The process ends.
    Overran,
    /// The process got past its test.
    SignedOff {
        /// The text that the checker gave to this process.
        nonce: String,
    },
}

/// A line in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, with `/`; relative to the root of the workspace if it is in there.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// A panic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panic {
    /// Where, as Rust says it: this can be in std or in a dependency.
    pub place: Place,
    /// The line of the learner's code that it comes from, unless it comes from elsewhere.
    pub learner: Option<Place>,
    /// What it said.
    pub message: String,
    /// On which thread.
    pub thread: Thread,
}

/// Whose thread it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thread {
    /// That of the test, or one on which its runtime does what blocks. What happens there happens in a certain run.
    OfTest,
    /// Another that was started. It has a time of its own, so what happens there is in no certain run.
    Other,
}

/// A run, as it is told to the checker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played {
    /// What happened.
    pub run: Run,
    /// The same, in the order in which it happened.
    pub events: Vec<Event>,
    /// How many semaphores were made meanwhile.
    pub semaphores: u32,
}

impl Message {
    /// The line, with its end.
    pub fn line(&self) -> String {
        format!("{}\n", self.json())
    }

    /// The messages in a record. A line that was cut off is none.
    pub fn all_in(record: &str) -> Vec<Message> {
        record.lines().filter_map(Message::of_line).collect()
    }

    /// What a line says. `None` when it is not one of these.
    fn of_line(line: &str) -> Option<Message> {
        let json: Value = serde_json::from_str(line).ok()?;
        let (kind, value) = json.as_object()?.iter().next()?;
        Some(match kind.as_str() {
            "version" => Message::Version(value.as_u64()?),
            "began" => Message::Began { seed: value.as_u64()? },
            "panicked" => Message::Panicked(panic_of(value)?),
            "forgiven" => Message::Forgiven,
            "ended" => Message::Ended(played_of(value)?),
            "broken" => Message::Broken { says: text(&value["says"])?, place: place_of(&value["place"])? },
            "overran" => Message::Overran,
            "signed off" => Message::SignedOff { nonce: text(value)? },
            _ => return None,
        })
    }

    fn json(&self) -> Value {
        match self {
            Message::Version(version) => json!({ "version": version }),
            Message::Began { seed } => json!({ "began": seed }),
            Message::Panicked(Panic { place, learner, message, thread }) => json!({ "panicked": {
                "place": json_of(place),
                "learner": learner.as_ref().map(json_of),
                "message": message,
                "of test": *thread == Thread::OfTest,
            }}),
            Message::Forgiven => json!({ "forgiven": true }),
            Message::Ended(Played { run, events, semaphores }) => {
                let events: Vec<Value> =
                    events.iter().map(|event| json!([event.at_ms, event.actor, event.what])).collect();
                json!({ "ended": {
                    "seed": run.seed,
                    "ending": name(run.ending),
                    "actors": run.timeline.actors(),
                    "events": events,
                    "semaphores": semaphores,
                }})
            }
            Message::Broken { says, place } => json!({ "broken": { "says": says, "place": json_of(place) } }),
            Message::Overran => json!({ "overran": true }),
            Message::SignedOff { nonce } => json!({ "signed off": nonce }),
        }
    }
}

const ENDINGS: [(Ending, &str); 6] = [
    (Ending::Done, "done"),
    (Ending::Stuck, "stuck"),
    (Ending::StillPolling, "still polling"),
    (Ending::Busy, "busy"),
    (Ending::Blocked, "blocked"),
    (Ending::Panicked, "panicked"),
];

fn name(ending: Ending) -> &'static str {
    ENDINGS.iter().find(|(other, _)| *other == ending).map_or("", |(_, name)| name)
}

fn json_of(place: &Place) -> Value {
    json!([place.file, place.line])
}

fn place_of(json: &Value) -> Option<Place> {
    Some(Place { file: text(&json[0])?, line: usize::try_from(json[1].as_u64()?).ok()? })
}

fn panic_of(json: &Value) -> Option<Panic> {
    let thread = if json["of test"].as_bool()? { Thread::OfTest } else { Thread::Other };
    Some(Panic {
        place: place_of(&json["place"])?,
        learner: place_of(&json["learner"]),
        message: text(&json["message"])?,
        thread,
    })
}

fn played_of(json: &Value) -> Option<Played> {
    let (ending, _) = ENDINGS.iter().find(|(_, name)| json["ending"] == *name)?;
    let actors = json["actors"].as_array()?.iter().map(text).collect::<Option<Vec<String>>>()?;
    let events = json["events"].as_array()?.iter().map(event_of).collect::<Option<Vec<Event>>>()?;
    let texts = actors.iter().chain(events.iter().flat_map(|event| [&event.actor, &event.what]));
    if !texts.into_iter().all(|text| fits(text)) {
        return None;
    }
    let mut timeline = Timeline::new(actors);
    events.iter().cloned().for_each(|event| timeline.record(event));
    let run = Run { timeline, ending: *ending, seed: json["seed"].as_u64()? };
    Some(Played { run, events, semaphores: u32::try_from(json["semaphores"].as_u64()?).ok()? })
}

fn event_of(json: &Value) -> Option<Event> {
    Some(Event { at_ms: json[0].as_u64()?, actor: text(&json[1])?, what: text(&json[2])? })
}

fn text(json: &Value) -> Option<String> {
    json.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(ending: Ending) -> Played {
        let events = vec![
            Event { actor: "bob".into(), at_ms: 3, what: "waits".into() },
            Event { actor: "ann".into(), at_ms: 3, what: "has two panicked".into() },
        ];
        let mut timeline = Timeline::new(["ann", "bob", "eve"]);
        events.iter().cloned().for_each(|event| timeline.record(event));
        Played { run: Run { timeline, ending, seed: 17 }, events, semaphores: 2 }
    }

    fn panic(learner: Option<Place>, thread: Thread) -> Message {
        let place = Place { file: "/rustc/core/src/time.rs".into(), line: 7 };
        Message::Panicked(Panic { place, learner, message: "\"one\"\ntwo".into(), thread })
    }

    #[test]
    fn every_message_is_one_line_and_is_read_back_as_it_was() {
        let place = || Place { file: "exercises/events/src/lib.rs".into(), line: 12 };
        let mut messages = vec![
            Message::Version(VERSION),
            Message::Began { seed: u64::MAX },
            panic(None, Thread::OfTest),
            panic(Some(place()), Thread::Other),
            Message::Forgiven,
            Message::Broken { says: "at most 3\nleft: 1".into(), place: place() },
            Message::Overran,
            Message::SignedOff { nonce: "a-1".into() },
        ];
        messages.extend(ENDINGS.map(|(ending, _)| Message::Ended(played(ending))));

        let record: String = messages.iter().map(Message::line).collect();

        assert_eq!(record.lines().count(), messages.len());
        assert_eq!(Message::all_in(&record), messages);
    }

    #[test]
    fn a_line_that_was_cut_off_is_no_message() {
        let lines =
            [Message::Began { seed: 0 }, Message::Ended(played(Ending::Done))].map(|each| each.line());
        let record = lines.concat();

        for end in lines[0].len()..record.len() - 1 {
            assert_eq!(Message::all_in(&record[..end]), [Message::Began { seed: 0 }]);
        }
    }

    #[test]
    fn what_fits_into_no_table_is_no_run() {
        let line = Message::Ended(played(Ending::Done)).line();

        assert_eq!(Message::all_in(&line.replace("waits", "")), []);
        assert_eq!(Message::all_in(&line.replace("eve", "a, b")), []);
        assert_eq!(Message::all_in("{\"sang\": 3}\n[]\n\n7\n"), []);
    }
}
