//! Watches the runs in real time, from a thread of its own. Virtual time finds whatever waits for ever, and the schedule
//! whatever is polled for ever; a poll that does not return keeps the thread from ever doing anything else.
//!
//! It also finds a loop that the schedule cannot see, in a task that was started past it.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::thread;
use std::time::Duration;

use timeline::{Ending, Run};

use crate::Stage;
use crate::record::{self, Record};

/// Real time without an end before the watchdog looks closer, and between its looks. A run takes less than a
/// millisecond.
const LOOK: Duration = Duration::from_millis(1500);

/// Watches until it is dropped.
#[derive(Debug)]
pub(crate) struct Watchdog {
    pulse: Arc<Mutex<Pulse>>,
    /// Its end is the end of the watch.
    _over: Sender<()>,
}

/// The signs of life.
#[derive(Debug, Clone, Default)]
struct Pulse {
    /// How often a scenario was polled.
    count: u64,
    /// The virtual time at the last poll.
    at_ms: u64,
    /// How many runs there were.
    runs: u64,
    /// Has the scenario polled once more, which shows whether the runtime gets round to it.
    waker: Option<Waker>,
    /// The run that is watched, with its seed.
    stage: Option<(Stage, u64)>,
}

impl Watchdog {
    /// A watch that keeps what it finds in this record.
    pub(crate) fn over(record: Record) -> Self {
        let (over, is_over) = mpsc::channel::<()>();
        let pulse = Arc::new(Mutex::new(Pulse::default()));
        let watched = pulse.clone();
        let watch = move || {
            let mut before: Option<Pulse> = None;
            while is_over.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                let now = lock(&watched).clone();
                if let (Some(before), Some((stage, seed))) = (&before, &now.stage)
                    && let Some(ending) = verdict(before, &now)
                {
                    end_process(&record, stage, *seed, ending);
                }
                if let Some(waker) = &now.waker {
                    waker.wake_by_ref();
                }
                before = Some(now);
            }
        };
        // Without a thread to spare the scenario plays unwatched: the checker's own limit still holds.
        let _unwatched = thread::Builder::new().name("watchdog".into()).spawn(watch);
        Watchdog { pulse, _over: over }
    }

    /// From now on this run is watched.
    pub(crate) fn watch(&self, stage: &Stage, seed: u64) {
        let mut pulse = lock(&self.pulse);
        pulse.runs += 1;
        pulse.stage = Some((stage.clone(), seed));
    }

    /// Called at every poll of the scenario.
    pub(crate) fn beat(&self, waker: &Waker, at_ms: u64) {
        let mut pulse = lock(&self.pulse);
        pulse.count += 1;
        pulse.at_ms = at_ms;
        if !pulse.waker.as_ref().is_some_and(|old| old.will_wake(waker)) {
            pulse.waker = Some(waker.clone());
        }
    }
}

/// The pulse is written without a panic in between.
fn lock(pulse: &Mutex<Pulse>) -> MutexGuard<'_, Pulse> {
    pulse.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What two looks tell: the scenario was woken in between.
fn verdict(before: &Pulse, now: &Pulse) -> Option<Ending> {
    if now.runs > before.runs {
        return None;
    }
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
fn end_process(record: &Record, stage: &Stage, seed: u64, ending: Ending) -> ! {
    let run = Run { timeline: stage.timeline(), ending, seed };
    record.keep(&run, &stage.events(), 0);
    // The checker tells it better.
    if !record::is_wanted() {
        eprintln!("{run}");
    }
    std::process::exit(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulse(runs: u64, count: u64, at_ms: u64) -> Pulse {
        Pulse { runs, count, at_ms, ..Pulse::default() }
    }

    #[test]
    fn a_scenario_that_is_not_polled_though_woken_is_blocked() {
        assert_eq!(verdict(&pulse(1, 3, 10), &pulse(1, 3, 10)), Some(Ending::Blocked));
    }

    #[test]
    fn a_scenario_whose_clock_stands_still_is_busy() {
        assert_eq!(verdict(&pulse(1, 3, 10), &pulse(1, 4, 10)), Some(Ending::Busy));
    }

    #[test]
    fn a_scenario_whose_clock_moves_is_let_be() {
        assert_eq!(verdict(&pulse(1, 3, 10), &pulse(1, 4, 11)), None);
    }

    #[test]
    fn a_new_run_is_let_be() {
        assert_eq!(verdict(&pulse(1, 3, 10), &pulse(2, 3, 10)), None);
    }
}
