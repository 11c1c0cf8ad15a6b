use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use timeline::{Event, Timeline};
use tokio::time::Instant;

use crate::panics;

/// Where a scenario plays: it knows the actors and keeps the timeline.
#[derive(Debug, Clone)]
pub struct Stage {
    began: Instant,
    book: Arc<Mutex<Book>>,
}

#[derive(Debug, Default)]
struct Book {
    timeline: Timeline,
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
    pub(crate) fn new() -> Self {
        Stage { began: Instant::now(), book: Arc::default() }
    }

    /// An actor with a lane of its own. Lanes stand from left to right in the order of these calls.
    pub fn actor(&self, name: &str) -> Actor {
        self.book().timeline.add_lane(name);
        Actor { name: name.to_owned(), stage: self.clone() }
    }

    /// Says that the panics so far were meant to happen: this scenario is about a caller who learns of one.
    pub fn forgive_panics(&self) {
        panics::listen();
    }

    /// Virtual milliseconds since the scenario began.
    pub fn now_ms(&self) -> u64 {
        // Past 584 million years the first of these would be wrong.
        self.began.elapsed().as_millis() as u64
    }

    /// What has happened so far.
    pub(crate) fn timeline(&self) -> Timeline {
        self.book().timeline.clone()
    }

    /// What has happened, all of it: later events are no part of the scenario.
    pub(crate) fn close(&self) -> Timeline {
        let mut book = self.book();
        book.closed = true;
        book.timeline.clone()
    }

    /// A panic while the book was open leaves whole events behind, so a poisoned book is as good as any.
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Actor {
    /// Notes that the actor does `what`, now. A verb in the present.
    pub fn does(&self, what: impl Into<String>) {
        let event = Event { actor: self.name.clone(), at_ms: self.stage.now_ms(), what: what.into() };
        let mut book = self.stage.book();
        if !book.closed {
            book.timeline.record(event);
        }
    }
}
