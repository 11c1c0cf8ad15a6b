//! Watches a run in real time, from a thread of its own. Virtual time finds whatever waits for ever; what never waits
//! (a busy loop, a poll that does not return) keeps the runtime from ever being idle, and its clock from moving.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::thread;
use std::time::Duration;

use timeline::{Ending, Run};

use crate::{Stage, record};

/// Real time without an end before the watchdog looks closer, and between its looks. A scenario takes milliseconds.
const LOOK: Duration = Duration::from_millis(1500);

/// The signs of life of a run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pulse(Arc<Mutex<Beat>>);

#[derive(Debug, Clone, Default)]
struct Beat {
    /// How often the scenario was polled.
    count: u64,
    /// The virtual time at the last poll.
    at_ms: u64,
    /// Has the scenario polled once more, which shows whether the runtime gets round to it.
    waker: Option<Waker>,
}

impl Pulse {
    /// Called at every poll of the scenario.
    pub(crate) fn beat(&self, waker: &Waker, at_ms: u64) {
        let mut beat = self.lock();
        beat.count += 1;
        beat.at_ms = at_ms;
        beat.waker = Some(waker.clone());
    }

    fn lock(&self) -> MutexGuard<'_, Beat> {
        // A beat is written without a panic in between.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches until the value that it returns is dropped.
pub(crate) fn over(stage: &Stage, pulse: &Pulse) -> Sender<()> {
    let (done, over) = mpsc::channel::<()>();
    let (stage, pulse) = (stage.clone(), pulse.clone());
    let watch = move || {
        let mut before: Option<Beat> = None;
        while over.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            let now = pulse.lock().clone();
            if let Some(ending) = before.and_then(|before| verdict(&before, &now)) {
                end_process(Run { timeline: stage.timeline(), ending });
            }
            if let Some(waker) = &now.waker {
                waker.wake_by_ref();
            }
            before = Some(now);
        }
    };
    // Without a thread to spare the scenario plays unwatched: the checker's own limit still holds.
    let _unwatched = thread::Builder::new().name("watchdog".into()).spawn(watch);
    done
}

/// What two looks tell: the scenario was woken in between.
fn verdict(before: &Beat, now: &Beat) -> Option<Ending> {
    match (now.count > before.count, now.at_ms > before.at_ms) {
        (false, _) => Some(Ending::Blocked),
        (true, false) => Some(Ending::Busy),
        (true, true) => None,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a poll that never returns cannot be unwound from another thread"
)]
#[expect(clippy::print_stderr, reason = "the last words of this process")]
fn end_process(run: Run) -> ! {
    record::keep(&run);
    // The checker tells it better.
    if !record::is_wanted() {
        eprintln!("{run}");
    }
    std::process::exit(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beat(count: u64, at_ms: u64) -> Beat {
        Beat { count, at_ms, waker: None }
    }

    #[test]
    fn a_scenario_that_is_not_polled_though_woken_is_blocked() {
        assert_eq!(verdict(&beat(3, 10), &beat(3, 10)), Some(Ending::Blocked));
    }

    #[test]
    fn a_scenario_whose_clock_stands_still_is_busy() {
        assert_eq!(verdict(&beat(3, 10), &beat(4, 10)), Some(Ending::Busy));
    }

    #[test]
    fn a_scenario_whose_clock_moves_is_let_be() {
        assert_eq!(verdict(&beat(3, 10), &beat(4, 11)), None);
    }
}
