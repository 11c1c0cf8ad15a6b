use std::collections::HashMap;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use timeline::record::{Place, Played};
use timeline::{Breach, Event, Law, Run, Timeline, fitted};
use tokio::time::Instant;
use tokio::waits::{Strand, last_place};

use crate::durations::Durations;
use crate::panics;

/// Where a scenario plays: it knows the actors, keeps what they do, and holds them to the laws.
#[derive(Debug, Clone)]
pub struct Stage {
    began: Instant,
    book: Arc<Mutex<Book>>,
}

#[derive(Debug)]
struct Book {
    lanes: Vec<String>,
    /// In the order in which they happened.
    events: Vec<Event>,
    /// For each of them, where its task was polled last in the learner's code.
    places: Vec<Option<&'static Location<'static>>>,
    /// What each actor was seen in last.
    strands: HashMap<String, Strand>,
    laws: Vec<Law>,
    durations: Durations,
    /// Set when the scenario is over: what tasks do while the runtime drops them is no part of it.
    closed: bool,
}

/// Who acts in a scenario. Clones are the same actor.
#[derive(Debug, Clone)]
pub struct Actor {
    name: String,
    stage: Stage,
}

impl Stage {
    /// An empty stage, at the present instant of the runtime's clock.
    pub(crate) fn new(durations: Durations) -> Self {
        let book = Book {
            lanes: Vec::new(),
            events: Vec::new(),
            places: Vec::new(),
            strands: HashMap::new(),
            laws: Vec::new(),
            durations,
            closed: false,
        };
        Stage { began: Instant::now(), book: Arc::new(Mutex::new(book)) }
    }

    /// An actor with a lane of its own. Lanes stand from left to right in the order of these calls.
    pub fn actor(&self, name: &str) -> Actor {
        self.add_lane(name);
        Actor { name: name.to_owned(), stage: self.clone() }
    }

    /// States a law that this scenario keeps in every schedule.
    pub fn law(&self, law: Law) {
        self.book().laws.push(law);
    }

    /// How long something takes that takes `nominal` milliseconds in the nominal schedule. In [`explore`](crate::explore)
    /// it takes another time in others.
    ///
    /// All calls draw from one sequence. Call it before the tasks are spawned, or from one task only; elsewhere use
    /// [`Actor::takes`], or the order of turns decides which task gets which duration.
    pub fn takes(&self, nominal: u64) -> Duration {
        self.book().durations.next("", nominal)
    }

    /// Says that the panics so far were meant to happen: this scenario is about a caller who learns of one.
    pub fn forgive_panics(&self) {
        panics::forgive();
    }

    /// Virtual milliseconds since the scenario began.
    pub fn now_ms(&self) -> u64 {
        // Past 584 million years the first of these would be wrong.
        self.began.elapsed().as_millis() as u64
    }

    /// What has happened so far, in its order.
    pub(crate) fn events(&self) -> Vec<Event> {
        self.book().events.clone()
    }

    /// For each of these, the line of the learner's code that its task was at last, where that is known.
    pub(crate) fn places(&self) -> Vec<Option<&'static Location<'static>>> {
        self.book().places.clone()
    }

    /// A run that did not come to its end by itself, as it is recorded.
    pub(crate) fn recorded(&self, run: Run) -> Played {
        Played { run, events: self.events(), semaphores: 0, places: told(&self.places()), waits: vec![] }
    }

    /// The one actor who was seen last in this task, or branch of one.
    pub(crate) fn actor_in(&self, strand: Strand) -> Option<String> {
        let book = self.book();
        let mut there = book.strands.iter().filter(|(_, seen)| **seen == strand).map(|(actor, _)| actor);
        let actor = there.next()?;
        there.next().is_none().then(|| actor.clone())
    }

    /// What has happened so far, as a table.
    pub(crate) fn timeline(&self) -> Timeline {
        let book = self.book();
        let mut timeline = Timeline::new(&book.lanes);
        book.events.iter().cloned().for_each(|event| timeline.record(event));
        timeline
    }

    /// Ends the scenario: later events are no part of it. Gives the first law that was broken.
    pub(crate) fn close(&self) -> Option<Breach> {
        let mut book = self.book();
        book.closed = true;
        book.laws.iter().find_map(|law| law.breach(&book.events))
    }

    /// The first law with a verb that never occurred, in words.
    pub(crate) fn never_tested(&self) -> Option<String> {
        let book = self.book();
        book.laws.iter().find_map(|law| law.never_tested(&book.events))
    }

    fn add_lane(&self, name: &str) {
        let mut book = self.book();
        if !book.lanes.iter().any(|lane| lane == name) {
            book.lanes.push(name.to_owned());
        }
    }

    /// A panic while the book was open leaves whole events behind, so a poisoned book is as good as any.
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Places, as they are told.
pub(crate) fn told(places: &[Option<&'static Location<'static>>]) -> Vec<Option<Place>> {
    places.iter().map(|place| place.map(panics::place_of)).collect()
}

impl Actor {
    /// As [`Stage::takes`], from a sequence of the actor's own: independent of what other actors draw.
    pub fn takes(&self, nominal: u64) -> Duration {
        self.stage.book().durations.next(&self.name, nominal)
    }

    /// Notes that the actor does `what`, now. A verb in the present; its object may be any value that the learner's code
    /// returned.
    pub fn does(&self, what: impl Into<String>) {
        let what = fitted(&what.into());
        let event = Event { actor: self.name.clone(), at_ms: self.stage.now_ms(), what };
        let mut book = self.stage.book();
        if !book.closed {
            book.events.push(event);
            book.places.push(last_place());
            book.strands.insert(self.name.clone(), Strand::current());
        }
    }
}
