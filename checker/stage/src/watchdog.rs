//! Watches the runs in real time, from a thread of its own. Virtual time finds whatever waits for ever, and the schedule
//! whatever is polled for ever; a poll that does not return keeps the thread from ever doing anything else.
//!
//! It also finds a loop that the schedule cannot see, in a task that was started past it.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::Waker;
use std::thread;
use std::time::Duration;

use timeline::record::Message;
use timeline::{Ending, Run};

use crate::Stage;
use crate::record;
use crate::standing::where_it_stands;

/// Real time without an end before the watchdog looks closer, and between its looks. A run takes less than a
/// millisecond.
const LOOK: Duration = Duration::from_millis(1500);

/// A test that polls by hand takes milliseconds. After so many looks without a run it does not end.
const LOOKS_BY_HAND: u32 = 3;

/// The watchdog of a process that a checker started.
static OF_PROCESS: OnceLock<Watchdog> = OnceLock::new();

/// Watches the test of this process from now on, also while it does not play a scenario.
pub(crate) fn watch_process() {
    OF_PROCESS.get_or_init(Watchdog::start);
}

/// Watches until it is dropped.
#[derive(Debug, Clone)]
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
    /// Counts the runs that begin, and the explorations that end.
    runs: u64,
    /// Has the scenario polled once more, which shows whether the runtime gets round to it.
    waker: Option<Waker>,
    /// The run that is watched, with its seed.
    stage: Option<(Stage, u64)>,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alarm {
    /// A run does not end.
    Run(Ending),
    /// A test that does not play a scenario does not end.
    ByHand,
}

impl Watchdog {
    /// The watchdog of this process, or a new one if several tests share the process.
    pub(crate) fn of_this_test() -> Self {
        OF_PROCESS.get().cloned().unwrap_or_else(Watchdog::start)
    }

    fn start() -> Self {
        let (over, is_over) = mpsc::channel::<()>();
        let pulse = Arc::new(Mutex::new(Pulse::default()));
        let watched = pulse.clone();
        let watch = move || {
            let mut before: Option<Pulse> = None;
            let mut quiet = 0;
            while is_over.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                let now = lock(&watched).clone();
                if let Some(before) = &before {
                    quiet = if now.runs > before.runs { 0 } else { quiet + 1 };
                    if let Some(alarm) = alarm(before, &now, quiet) {
                        end_process(now.stage.as_ref(), alarm);
                    }
                }
                if let Some(waker) = &now.waker {
                    waker.wake_by_ref();
                }
                before = Some(now);
            }
        };
        // Without a thread to spare the test goes unwatched: the checker's own limit still holds.
        let _unwatched = thread::Builder::new().name("watchdog".into()).spawn(watch);
        Watchdog { pulse, _over: over }
    }

    /// From now on this run is watched.
    pub(crate) fn watch(&self, stage: &Stage, seed: u64) {
        let mut pulse = lock(&self.pulse);
        pulse.runs += 1;
        pulse.stage = Some((stage.clone(), seed));
    }

    /// Ends the watch over the runs of an exploration.
    pub(crate) fn rest(&self) {
        let mut pulse = lock(&self.pulse);
        pulse.runs += 1;
        pulse.stage = None;
        pulse.waker = None;
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

/// What two looks tell; the scenario was woken in between. No run has begun or ended for `quiet` looks.
fn alarm(before: &Pulse, now: &Pulse, quiet: u32) -> Option<Alarm> {
    if now.runs > before.runs {
        return None;
    }
    match (&now.stage, now.count > before.count, now.at_ms > before.at_ms) {
        // Only with a checker: else several tests share the process, and some may take their time before they play.
        (None, ..) => (quiet >= LOOKS_BY_HAND && record::is_wanted()).then_some(Alarm::ByHand),
        (Some(_), false, _) => Some(Alarm::Run(Ending::Blocked)),
        (Some(_), true, false) => Some(Alarm::Run(Ending::Busy)),
        (Some(_), true, true) => None,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a poll that never returns cannot be unwound from another thread"
)]
#[expect(clippy::print_stderr, reason = "the last words of this process")]
fn end_process(watched: Option<&(Stage, u64)>, alarm: Alarm) -> ! {
    if record::is_wanted()
        && matches!(alarm, Alarm::ByHand | Alarm::Run(Ending::Blocked))
        && let Some(standing) = where_it_stands()
    {
        record::tell(&Message::Stands(standing));
    }
    match (alarm, watched) {
        (Alarm::Run(ending), Some((stage, seed))) => {
            let run = Run { timeline: stage.timeline(), ending, seed: *seed };
            // The checker tells it better.
            if !record::is_wanted() {
                eprintln!("{run}");
            }
            record::end_run(|| stage.recorded(run));
        }
        _ => record::tell(&Message::Overran),
    }
    std::process::exit(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::durations::Durations;

    fn verdict(before: &Pulse, now: &Pulse) -> Option<Ending> {
        match alarm(before, now, 1)? {
            Alarm::Run(ending) => Some(ending),
            Alarm::ByHand => None,
        }
    }

    fn pulse(runs: u64, count: u64, at_ms: u64) -> Pulse {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        let stage = runtime.expect("it needs nothing").block_on(async { Stage::new(Durations::nominal()) });
        Pulse { runs, count, at_ms, waker: None, stage: Some((stage, 0)) }
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
