//! A panic in a task that is never joined is lost: tokio catches it, and the test would pass. So the stage observes every
//! panic and finds out whose code it comes from.

use std::any::Any;
use std::backtrace::Backtrace;
use std::cell::Cell;
use std::panic::{self, Location, PanicHookInfo};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;

use timeline::Breach;
use timeline::record::{Message, Panic, Place, Thread};

use crate::record;

/// Numbers the runs of this process. `cargo test` plays several at a time, on different threads.
static RUNS: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// The run that is played on this thread; 0 for none.
    static RUN: Cell<u64> = const { Cell::new(0) };
}

/// A panic.
#[derive(Debug)]
struct Heard {
    run: u64,
    /// Whether it was on a blocking thread of the run's runtime.
    is_beside: bool,
    place: String,
}

static HEARD: Mutex<Vec<Heard>> = Mutex::new(Vec::new());

/// The names of the blocking threads of a run's runtime: this, and the number of the run.
const BLOCKING: &str = "blocking for run ";

/// Observes the panics of a run until it is dropped.
#[derive(Debug)]
pub(crate) struct Observer(u64);

impl Observer {
    /// Observes the panics of a run that is played on this thread.
    pub(crate) fn begin() -> Self {
        observe();
        let run = RUNS.fetch_add(1, Ordering::Relaxed) + 1;
        RUN.set(run);
        Observer(run)
    }

    /// The name for the blocking threads of the run's runtime. It attributes a panic there to the run.
    pub(crate) fn thread_name(&self) -> String {
        format!("{BLOCKING}{}", self.0)
    }

    /// Where the run panicked first, if it did.
    pub(crate) fn first(&self) -> Option<String> {
        heard().iter().find(|heard| heard.run == self.0).map(|heard| heard.place.clone())
    }

    /// Where a blocking thread of the run's runtime panicked first, if one did.
    pub(crate) fn first_beside(&self) -> Option<String> {
        heard().iter().find(|heard| heard.run == self.0 && heard.is_beside).map(|heard| heard.place.clone())
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        forget(self.0);
        RUN.set(0);
    }
}

/// Panics as part of a scenario: unlike any other panic it is meant, so it is neither printed nor held against the run.
///
/// # Panics
/// Always.
pub fn fail(why: &'static str) -> ! {
    panic::resume_unwind(Box::new(why))
}

/// Something that the stage requires and that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// In words.
    pub(crate) says: String,
    /// The law, by its name, if it is one.
    pub(crate) law: Option<String>,
}

impl From<String> for Fault {
    fn from(says: String) -> Self {
        Fault { says, law: None }
    }
}

impl From<Breach> for Fault {
    fn from(breach: Breach) -> Self {
        Fault { says: breach.to_string(), law: Some(breach.law.to_string()) }
    }
}

/// Fails the test: something that the stage requires of the learner's code does not hold.
///
/// # Panics
/// Always.
#[track_caller]
pub(crate) fn broken(Fault { says, law }: Fault) -> ! {
    if record::is_wanted() {
        record::tell(&Message::Broken { says, law, place: place_of(Location::caller()) });
        panic::resume_unwind(Box::new("recorded"));
    }
    panic!("{says}")
}

/// Forgives the panics so far of the run that is played on this thread.
pub(crate) fn forgive() {
    forget(RUN.get());
    record::tell(&Message::Forgiven);
}

fn forget(run: u64) {
    heard().retain(|heard| heard.run != run);
}

/// Observes every panic of this process from now on. If there is a checker, a panic is recorded and not printed.
pub(crate) fn observe() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
            let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
            match run_of_this_thread() {
                0 => {}
                run => heard().push(Heard { run, is_beside: RUN.try_with(Cell::get) != Ok(run), place }),
            }
            if record::is_wanted() {
                // A second panic, in a destructor, ends the process.
                record::tell_steps();
                record::tell(&Message::Panicked(panic_of(info)));
            } else {
                before(info);
            }
        }));
    });
}

/// No code panics while it holds this lock.
fn heard() -> MutexGuard<'static, Vec<Heard>> {
    HEARD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number of the run that plays on this thread, or whose runtime this blocking thread belongs to; 0 for none.
fn run_of_this_thread() -> u64 {
    // `try_with`, because a thread may panic while its thread-locals are destroyed.
    match RUN.try_with(Cell::get) {
        Ok(0) | Err(_) => {
            let this = thread::current();
            this.name().and_then(|name| name.strip_prefix(BLOCKING)?.parse().ok()).unwrap_or(0)
        }
        Ok(run) => run,
    }
}

fn panic_of(info: &PanicHookInfo<'_>) -> Panic {
    let unknown = || Place { file: "an unknown place".to_owned(), line: 0 };
    let place = info.location().map_or_else(unknown, place_of);
    let learner = match whose(&place.file) {
        Whose::Learners => Some(place.clone()),
        Whose::Tests => None,
        Whose::Libraries => innermost_of_the_course(&Backtrace::force_capture().to_string())
            .filter(|place| whose(&place.file) == Whose::Learners),
    };
    let is_of_test = run_of_this_thread() != 0 || is_thread_of_tests();
    let thread = if is_of_test { Thread::OfTest } else { Thread::Other };
    Panic { place, learner, message: message_of(info.payload()), thread }
}

/// Whether this is a thread on which libtest runs tests: the main one, or one named after the test.
fn is_thread_of_tests() -> bool {
    let this = thread::current();
    this.name().is_some_and(|name| name == "main" || std::env::args().any(|argument| argument == name))
}

fn message_of(payload: &dyn Any) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without a message").to_owned()
}

/// Whose code a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Learners,
    Tests,
    /// That of std, of a dependency, or of this crate.
    Libraries,
}

fn whose(file: &str) -> Whose {
    let (Some(at), folder) = (match file.rfind("exercises/") {
        Some(at) => (Some(at), "exercises/"),
        None => (file.rfind("solutions/"), "solutions/"),
    }) else {
        return Whose::Libraries;
    };
    let is_whole_name = at == 0 || file[..at].ends_with('/');
    let mut folders = file[at + folder.len()..].split('/').skip(1);
    match folders.next() {
        Some("src") if is_whole_name => Whose::Learners,
        Some("tests") if is_whole_name => Whose::Tests,
        _ => Whose::Libraries,
    }
}

/// A place, as it is told.
pub(crate) fn place_of(location: &Location<'_>) -> Place {
    Place { file: within_the_course(location.file()), line: location.line() as usize }
}

/// Whether it is in the learner's code.
pub(crate) fn is_of_learner(location: &'static Location<'static>) -> bool {
    whose(&within_the_course(location.file())) == Whose::Learners
}

/// A path relative to the root of the course, with `/`. Other paths stay as they are.
fn within_the_course(file: &str) -> String {
    // Windows writes `\`; the reference's tests are reached by way of its own folder.
    let file = file.replace('\\', "/");
    let known = ["exercises/", "solutions/"];
    let begin = known.iter().find_map(|folder| file.rfind(&format!("/{folder}"))).map(|slash| slash + 1);
    match begin {
        Some(begin) if whose(&file[begin..]) != Whose::Libraries => file[begin..].to_owned(),
        _ => file,
    }
}

/// The innermost frame of a backtrace, as std prints it, that is in the learner's code or in the tests.
///
/// It reads the lines such as `at ./exercises/events/src/lib.rs:7:5`. A program without line tables has none, and then the
/// answer is `None`.
pub(crate) fn innermost_of_the_course(backtrace: &str) -> Option<Place> {
    backtrace.lines().find_map(|line| {
        let place = line.trim_start().strip_prefix("at ")?;
        let mut fields = place.rsplitn(3, ':');
        let (_column, line, file) = (fields.next()?, fields.next()?, fields.next()?);
        let file = within_the_course(file);
        (whose(&file) != Whose::Libraries).then_some(Place { file, line: line.parse().ok()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_whose_code_it_is() {
        for (file, is) in [
            ("exercises/events/src/lib.rs", Whose::Learners),
            ("exercises/events/src/mine/deep.rs", Whose::Learners),
            ("solutions/events/src/lib.rs", Whose::Learners),
            ("exercises/events/tests/events/event.rs", Whose::Tests),
            ("/rustc/59807616e/library/core/src/time.rs", Whose::Libraries),
            ("/home/me/my-exercises/tokio/src/lib.rs", Whose::Libraries),
            ("/home/me/exercises/.cargo/registry/src/index/tokio-1.54.1/src/lib.rs", Whose::Libraries),
            ("checker/stage/src/explore.rs", Whose::Libraries),
        ] {
            assert_eq!(whose(&within_the_course(file)), is, "{file}");
        }
    }

    #[test]
    fn a_path_is_told_as_in_the_course() {
        for (file, told) in [
            ("exercises/events/src/lib.rs", "exercises/events/src/lib.rs"),
            ("./exercises/events/src/lib.rs", "exercises/events/src/lib.rs"),
            ("exercises\\events\\src\\lib.rs", "exercises/events/src/lib.rs"),
            ("/home/me/exercises/exercises/events/src/lib.rs", "exercises/events/src/lib.rs"),
            (
                "solutions/events/tests/../../../exercises/events/tests/events/event.rs",
                "exercises/events/tests/events/event.rs",
            ),
            ("/rustc/59807616e/library/core/src/time.rs", "/rustc/59807616e/library/core/src/time.rs"),
        ] {
            assert_eq!(within_the_course(file), told);
        }
    }

    #[test]
    fn the_innermost_frame_of_the_course_counts() {
        let backtrace = "   \
   0: std::backtrace::Backtrace::force_capture
             at /rustc/59807616e/library/std/src/backtrace.rs:300:18
   1: core::option::expect_failed
             at /rustc/59807616e/library/core/src/option.rs:2089:5
   2: events::wait_at_most::{{closure}}
             at ./exercises/events/src/lib.rs:165:20
   3: events::wait_at_most::it_gives_up::{{closure}}
             at ./exercises/events/tests/events/wait_at_most.rs:30:9
";
        let place = |file: &str, line| Some(Place { file: file.to_owned(), line });

        assert_eq!(innermost_of_the_course(backtrace), place("exercises/events/src/lib.rs", 165));
        assert_eq!(
            innermost_of_the_course(&backtrace.replace("./exercises/events/src/lib.rs", "./checker/x.rs")),
            place("exercises/events/tests/events/wait_at_most.rs", 30)
        );
        assert_eq!(innermost_of_the_course("   0: events::wait_at_most::{{closure}}\n"), None);
    }
}
