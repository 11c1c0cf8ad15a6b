//! What a test process tells the checker: a line of JSON for each [`Message`], appended to one file.
//!
//! Each line is written with one call when it happens, so a process that is killed leaves whole lines. Converted by hand
//! over `serde_json::Value`, not with serde's derive: every learner builds the checker, and the derive would add seconds to
//! the first build.

use serde_json::{Value, json};

use crate::timeline::fits;
use crate::{Ending, Event, Run, Timeline};

/// The version of the format. The first line states it.
pub const VERSION: u64 = 2;

/// A mark in the output of a test process. The nonce tells it apart from whatever the learner prints.
pub fn mark(nonce: &str, place: MarkAt) -> String {
    match place {
        MarkAt::Begin => format!("\nstage {nonce}: begin\n"),
        MarkAt::Run => format!("\nstage {nonce}: schedule "),
        MarkAt::End => format!("\nstage {nonce}: end\n"),
    }
}

/// Where a [`mark`] is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkAt {
    /// Before the test.
    Begin,
    /// Before each run. The seed and the end of the line follow it.
    Run,
    /// After the test.
    End,
}

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// The first line: the version of the format.
    Version(u64),
    /// A run of this schedule begins.
    Began {
        /// The schedule; 0 is the nominal one.
        seed: u64,
    },
    /// A panic.
    Panicked(Panic),
    /// The test forgives the panics of this run so far: the contract demands them.
    Forgiven,
    /// The test polled a call by hand, or something happened to that call. Of a run the steps are told with its end.
    Step(Step),
    /// A run is over. Only the first is recorded, and one in which something is wrong.
    Ended(Played),
    /// A law, or another requirement of the stage, does not hold.
    Broken {
        /// What must hold, and what was found.
        says: String,
        /// The law, by its name, if it is one.
        law: Option<String>,
        /// The line of the test that requires it.
        place: Place,
    },
    /// Where the thread of the test stands, when it does not go on.
    Stands(Standing),
    /// A test that polls by hand does not end, and the process is ended.
    Overran,
    /// The process reached its last test.
    SignedOff {
        /// The text that the checker chose for this process.
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

/// Where a thread stands that does not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The innermost line of the course.
    pub place: Place,
    /// Whether it waits there, as for a lock. Otherwise it runs, and is somewhere in a loop.
    pub is_waiting: bool,
}

/// A panic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panic {
    /// The location that Rust reports. It can be in std or in a dependency.
    pub place: Place,
    /// The line of the learner's code that caused it, if one did.
    pub learner: Option<Place>,
    /// The message.
    pub message: String,
    /// The thread on which it happened.
    pub thread: Thread,
}

/// A thread of a test process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thread {
    /// The test's own, or a blocking thread of its runtime. A panic there belongs to the current run.
    OfTest,
    /// Any other, such as one from `std::thread::spawn`. It runs in real time, so a panic there belongs to no particular
    /// run.
    Other,
}

/// Something that a test did with a call, or that happened to the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The call, as the test names it: `put(2)`.
    pub call: String,
    /// What happened.
    pub did: Did,
}

/// So many steps of a run, or of a test without one, are told at most. A learner's code may go on for ever.
pub const MOST_STEPS: usize = 10_000;

/// What happened to a call.
///
/// A poll is two steps. So what it does to other calls stands between them, and a poll that never returns is known too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// It is no future, and is called.
    Called,
    /// A poll of it begins.
    Polled,
    /// That poll has given its output.
    Ready,
    /// That poll has given no output yet.
    Waits,
    /// That poll has panicked.
    Panics,
    /// It is woken, for the first time since its last poll began.
    Woken,
    /// It is dropped without having given its output.
    Dropped,
}

/// A run, as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played {
    /// What happened.
    pub run: Run,
    /// The same, in the order in which it happened.
    pub events: Vec<Event>,
    /// How many semaphores were created in it.
    pub semaphores: u32,
    /// For each of the events, the line of the learner's code that its task was at last, where that is known.
    pub places: Vec<Option<Place>>,
    /// Who waits at its end, where it does not come to one by itself.
    pub waits: Vec<Wait>,
}

/// A task that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// The actor that the task plays, if it is one alone.
    pub actor: Option<String>,
    /// Whether it waits for a lock.
    pub is_for_lock: bool,
    /// The line of the learner's code at which it waits.
    pub place: Place,
    /// Where the same task took the lock that it waits for, if it did.
    pub took: Option<Place>,
}

impl Message {
    /// The message as a line, with its line break.
    pub fn line(&self) -> String {
        format!("{}\n", self.json())
    }

    /// The messages of a record. A line that was cut off is skipped.
    pub fn all_in(record: &str) -> Vec<Message> {
        record.lines().filter_map(Message::of_line).collect()
    }

    /// The message in a line, or `None` if there is none.
    fn of_line(line: &str) -> Option<Message> {
        let json: Value = serde_json::from_str(line).ok()?;
        let (kind, value) = json.as_object()?.iter().next()?;
        Some(match kind.as_str() {
            "version" => Message::Version(value.as_u64()?),
            "began" => Message::Began { seed: value.as_u64()? },
            "panicked" => Message::Panicked(panic_of(value)?),
            "forgiven" => Message::Forgiven,
            "step" => Message::Step(step_of(value)?),
            "ended" => Message::Ended(played_of(value)?),
            "broken" => Message::Broken {
                says: text(&value["says"])?,
                law: text(&value["law"]),
                place: place_of(&value["place"])?,
            },
            "stands" => Message::Stands(Standing {
                place: place_of(&value["place"])?,
                is_waiting: value["is waiting"].as_bool()?,
            }),
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
            Message::Step(Step { call, did }) => json!({ "step": [call, name(*did, DID)] }),
            Message::Ended(Played { run, events, semaphores, places, waits }) => {
                let events: Vec<Value> =
                    events.iter().map(|event| json!([event.at_ms, event.actor, event.what])).collect();
                json!({ "ended": {
                    "seed": run.seed,
                    "ending": name(run.ending, ENDINGS),
                    "actors": run.timeline.actors(),
                    "events": events,
                    "semaphores": semaphores,
                    "places": places.iter().map(|place| place.as_ref().map(json_of)).collect::<Vec<_>>(),
                    "waits": waits.iter().map(json_of_wait).collect::<Vec<_>>(),
                }})
            }
            Message::Broken { says, law, place } => {
                json!({ "broken": { "says": says, "law": law, "place": json_of(place) } })
            }
            Message::Stands(Standing { place, is_waiting }) => {
                json!({ "stands": { "place": json_of(place), "is waiting": is_waiting } })
            }
            Message::Overran => json!({ "overran": true }),
            Message::SignedOff { nonce } => json!({ "signed off": nonce }),
        }
    }
}

const ENDINGS: &[(Ending, &str)] = &[
    (Ending::Done, "done"),
    (Ending::Stuck, "stuck"),
    (Ending::StillPolling, "still polling"),
    (Ending::Busy, "busy"),
    (Ending::Blocked, "blocked"),
    (Ending::Panicked, "panicked"),
];

const DID: &[(Did, &str)] = &[
    (Did::Called, "called"),
    (Did::Polled, "polled"),
    (Did::Ready, "ready"),
    (Did::Waits, "waits"),
    (Did::Panics, "panics"),
    (Did::Woken, "woken"),
    (Did::Dropped, "dropped"),
];

fn name<T: PartialEq>(value: T, names: &[(T, &'static str)]) -> &'static str {
    names.iter().find(|(other, _)| *other == value).map_or("", |(_, name)| name)
}

fn named<T: Copy>(json: &Value, names: &[(T, &str)]) -> Option<T> {
    names.iter().find(|(_, name)| json == name).map(|(value, _)| *value)
}

fn json_of(place: &Place) -> Value {
    json!([place.file, place.line])
}

fn place_of(json: &Value) -> Option<Place> {
    Some(Place { file: text(&json[0])?, line: usize::try_from(json[1].as_u64()?).ok()? })
}

fn json_of_wait(wait: &Wait) -> Value {
    json!({ "actor": wait.actor, "is for lock": wait.is_for_lock, "place": json_of(&wait.place), "took": wait.took.as_ref().map(json_of) })
}

fn wait_of(json: &Value) -> Option<Wait> {
    Some(Wait {
        actor: text(&json["actor"]),
        is_for_lock: json["is for lock"].as_bool()?,
        place: place_of(&json["place"])?,
        took: place_of(&json["took"]),
    })
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

fn step_of(json: &Value) -> Option<Step> {
    Some(Step { call: text(&json[0])?, did: named(&json[1], DID)? })
}

fn played_of(json: &Value) -> Option<Played> {
    let ending = named(&json["ending"], ENDINGS)?;
    let actors = json["actors"].as_array()?.iter().map(text).collect::<Option<Vec<String>>>()?;
    let events = json["events"].as_array()?.iter().map(event_of).collect::<Option<Vec<Event>>>()?;
    let texts = actors.iter().chain(events.iter().flat_map(|event| [&event.actor, &event.what]));
    if !texts.into_iter().all(|text| fits(text)) {
        return None;
    }
    let mut timeline = Timeline::new(actors);
    events.iter().cloned().for_each(|event| timeline.record(event));
    let run = Run { timeline, ending, seed: json["seed"].as_u64()? };
    Some(Played {
        run,
        events,
        semaphores: u32::try_from(json["semaphores"].as_u64()?).ok()?,
        places: json["places"].as_array()?.iter().map(place_of).collect(),
        waits: json["waits"].as_array()?.iter().map(wait_of).collect::<Option<_>>()?,
    })
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
        let place = |line| Place { file: "event.rs".into(), line };
        let waits = vec![
            Wait { actor: Some("bob".into()), is_for_lock: false, place: place(3), took: None },
            Wait { actor: None, is_for_lock: true, place: place(9), took: Some(place(7)) },
        ];
        let run = Run { timeline, ending, seed: 17 };
        Played { run, events, semaphores: 2, places: vec![None, Some(place(3))], waits }
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
            Message::Broken { says: "at most 3\nleft: 1".into(), law: None, place: place() },
            Message::Broken { says: "three go".into(), law: Some("at most 2".into()), place: place() },
            Message::Stands(Standing { place: place(), is_waiting: true }),
            Message::Overran,
            Message::SignedOff { nonce: "a-1".into() },
        ];
        messages.extend(ENDINGS.iter().map(|(ending, _)| Message::Ended(played(*ending))));
        let call = || "put(\"tea\")\n".to_owned();
        messages.extend(DID.iter().map(|(did, _)| Message::Step(Step { call: call(), did: *did })));

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
