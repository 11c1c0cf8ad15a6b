//! One run of a scenario, under one schedule.

use std::cell::Cell;
use std::future::poll_fn;
use std::panic::Location;
use std::pin::{Pin, pin};
use std::thread;
use std::time::Duration;

use timeline::record::Wait;
use timeline::{Ending, Event, Run};
use tokio::runtime::{Builder, Runtime};
use tokio::schedule::{self, Schedule};
use tokio::shuffled::Shuffled;
use tokio::time::timeout;

use crate::actor::told;
use crate::durations::Durations;
use crate::panics::{self, Fault, Observer};
use crate::watchdog::Watchdog;
use crate::{Stage, record, standing};

/// How long a scenario may last in virtual time. The longest needs a tenth of it.
///
/// Not hours: a loop that polls the clock every millisecond must end too, and takes 0.4 s for this minute.
pub const LIMIT: Duration = Duration::from_secs(60);

/// A task that is polled within this time before the limit was woken by a timer and will be again: the events of a scenario
/// are over long before. Ten seconds, because a loop may sleep for a few between two polls.
const RECENT: Duration = Duration::from_secs(10);

/// A scenario that can be played, whatever it puts out.
///
/// A trait object, not a type parameter: so rustc makes a run once, and not for each test of a learner.
pub(crate) trait Scene {
    /// Plays it on this stage.
    fn on<'a>(&'a self, stage: &'a Stage) -> Pin<Box<dyn Future<Output = ()> + 'a>>;
}

/// A scenario with the output of its last run.
pub(crate) struct Acting<T, S> {
    scenario: S,
    output: Cell<Option<T>>,
}

impl<T, S: AsyncFn(&Stage) -> T> Acting<T, S> {
    pub(crate) fn of(scenario: S) -> Self {
        Acting { scenario, output: Cell::new(None) }
    }

    /// The output of the last run, if it came to its end.
    pub(crate) fn output(&self) -> Option<T> {
        self.output.take()
    }
}

impl<T, S: AsyncFn(&Stage) -> T> Scene for Acting<T, S> {
    fn on<'a>(&'a self, stage: &'a Stage) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async { self.output.set(Some((self.scenario)(stage).await)) })
    }
}

/// What came of playing a scenario once.
#[derive(Debug, Clone)]
pub(crate) struct Played {
    pub(crate) run: Run,
    /// What happened, in its order.
    pub(crate) events: Vec<Event>,
    /// How many semaphores were made meanwhile.
    pub(crate) semaphores: u32,
    /// Where its events happened, and who waits at its end; see `timeline::record::Played`.
    pub(crate) places: Vec<Option<&'static Location<'static>>>,
    pub(crate) waits: Vec<Wait>,
    /// Something that must not be in any run: a law broken, a panic in a task.
    pub(crate) fault: Option<Fault>,
}

impl Played {
    /// As it is recorded.
    pub(crate) fn told(&self) -> timeline::record::Played {
        timeline::record::Played {
            run: self.run.clone(),
            events: self.events.clone(),
            semaphores: self.semaphores,
            places: told(&self.places),
            waits: self.waits.clone(),
        }
    }
}

/// Plays a scenario under one schedule.
///
/// # Panics
/// When the scenario panics. What happened until then is recorded.
pub(crate) fn perform(scenario: &dyn Scene, seed: u64, durations: Durations, watchdog: &Watchdog) -> Played {
    standing::here();
    let panics = Observer::begin();
    let runtime = runtime(seed, panics.thread_name());
    let schedule = schedule::begin(seed);
    if record::is_wanted() {
        schedule.notes_waits(panics::is_of_learner);
    }

    let played = runtime.block_on(async {
        let stage = Stage::new(durations);
        watchdog.watch(&stage, seed);
        let unwound = Unwound { stage: &stage, seed };

        let mut playing = pin!(timeout(LIMIT, Shuffled::new(scenario.on(&stage))));
        let ended = poll_fn(|cx| {
            watchdog.beat(cx.waker(), stage.now_ms());
            playing.as_mut().poll(cx)
        })
        .await;

        let ending = match ended {
            Ok(()) => Ending::Done,
            Err(_) if schedule.is_frozen() => Ending::Busy,
            Err(_) if schedule.last_poll().is_some_and(|at| at.elapsed() < RECENT) => Ending::StillPolling,
            Err(_) => Ending::Stuck,
        };
        drop(unwound);
        let waits = if ending == Ending::Done { vec![] } else { waits(&schedule, &stage) };
        // What goes wrong because nobody could move is told by the ending.
        let broken = stage.close().filter(|_| ending == Ending::Done);
        // Only in the nominal run: with other durations or turns, an event may legitimately not occur.
        let is_nominal = seed == 0 && ending == Ending::Done;
        let broken = broken.map(Fault::from);
        let broken = broken.or_else(|| stage.never_tested().filter(|_| is_nominal).map(Fault::from));
        let run = Run { timeline: stage.timeline(), ending, seed };
        Played {
            run,
            events: stage.events(),
            semaphores: schedule.semaphores(),
            places: stage.places(),
            waits,
            fault: broken,
        }
    });
    // A panic in a task that is dropped with the runtime is not part of the run. One on a blocking thread is, and dropping
    // the runtime waits for those threads.
    let panicked = panics.first();
    drop(schedule);
    drop(runtime);
    match panicked.or_else(|| panics.first_beside()) {
        Some(place) => Played { fault: Some(format!("a task panicked at {place}").into()), ..played },
        None => played,
    }
}

/// Who waits in the learner's code, and where.
fn waits(schedule: &Schedule, stage: &Stage) -> Vec<Wait> {
    let waits = schedule.waits().into_iter().map(|wait| Wait {
        actor: stage.actor_in(wait.strand),
        is_for_lock: wait.is_for_lock,
        place: panics::place_of(wait.place),
        took: wait.took.map(panics::place_of),
    });
    waits.collect()
}

/// One thread and a paused clock. Where tokio itself draws lots, it draws them from the seed. Blocking threads get
/// this name.
fn runtime(seed: u64, thread_name: String) -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_time().start_paused(true).thread_name(thread_name);
    if seed != 0 {
        // The scenario itself gets a turn as often as its tasks; tokio's own default is after 61 of theirs.
        builder.event_interval(1);
    }
    #[cfg(tokio_unstable)]
    builder.rng_seed(tokio::runtime::RngSeed::from_bytes(&seed.to_le_bytes()));
    // Without the flag only the schedule is seeded.
    let _ = seed;
    builder.build().expect("a runtime without I/O needs nothing from the system")
}

/// Records what has happened when the scenario panics.
struct Unwound<'a> {
    stage: &'a Stage,
    seed: u64,
}

impl Drop for Unwound<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.stage.close();
            let run = Run { timeline: self.stage.timeline(), ending: Ending::Panicked, seed: self.seed };
            record::end_run(|| self.stage.recorded(run));
        }
    }
}
