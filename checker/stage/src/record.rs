//! What a test process tells the checker that started it: [`Message`]s, in the file that `STAGE_RECORD` names. Nothing is
//! written without a checker.

use std::env;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use timeline::record::{MOST_STEPS, MarkAt, Message, Played, Step, VERSION, mark};

/// Names the file.
const FILE: &str = "STAGE_RECORD";

/// Names the text that no two processes share.
const NONCE: &str = "STAGE_NONCE";

/// The steps of the run that goes on, or of the test outside of runs.
static STEPS: Mutex<Steps> = Mutex::new(Steps { count: 0, of_run: None });

struct Steps {
    count: usize,
    /// Those of the run that are not told yet; `None` outside of runs.
    of_run: Option<Vec<Step>>,
}

/// Whether a checker started this process.
pub(crate) fn is_wanted() -> bool {
    #[cfg(test)]
    if heard::is_heard() {
        return true;
    }
    file().is_some()
}

/// Appends a message to the record. Nothing is buffered, because the process may be killed at any time.
pub(crate) fn tell(message: &Message) {
    #[cfg(test)]
    heard::hear(message);
    if let Some(mut file) = file() {
        // One write call appends a whole line. If it fails, as on a full disk, the sign-off will be missing too.
        let _ = file.write_all(message.line().as_bytes());
    }
}

/// Records that a run of this schedule begins, and marks what is printed from now on as part of it.
pub(crate) fn begin_run(seed: u64) {
    if is_wanted() {
        *steps() = Steps { count: 0, of_run: Some(Vec::new()) };
        tell(&Message::Began { seed });
        print(&format!("{}{seed}\n", mark(&nonce(), MarkAt::Run)));
    }
}

/// Records how a run ended.
pub(crate) fn end_run(played: impl FnOnce() -> Played) {
    if is_wanted() {
        tell_steps();
        tell(&Message::Ended(played()));
    }
}

/// Tells the checker of a step: at once, or with the end of the run that it belongs to. Not each run is told, and those
/// that are not may have many steps.
pub(crate) fn step(step: Step) {
    if !is_wanted() {
        return;
    }
    let mut steps = steps();
    if steps.count < MOST_STEPS {
        steps.count += 1;
        match &mut steps.of_run {
            Some(of_run) => of_run.push(step),
            None => tell(&Message::Step(step)),
        }
    }
}

/// Tells the checker of the steps of a run that are not told yet.
pub(crate) fn tell_steps() {
    let untold = steps().of_run.as_mut().map(std::mem::take);
    untold.into_iter().flatten().for_each(|step| tell(&Message::Step(step)));
}

/// There are no more runs: from now on a step is told at once.
pub(crate) fn end_runs() {
    if is_wanted() {
        *steps() = Steps { count: 0, of_run: None };
    }
}

/// Nothing panics while they are locked.
fn steps() -> MutexGuard<'static, Steps> {
    STEPS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins the record of this process; tells whether a checker wants one.
///
/// # Panics
/// If the checker's file cannot be opened.
pub(crate) fn begin() -> bool {
    let Some(path) = env::var_os(FILE) else { return false };
    assert!(is_wanted(), "cannot open {}", path.display());
    tell(&Message::Version(VERSION));
    print(&mark(&nonce(), MarkAt::Begin));
    true
}

/// Tells the checker that this process got past the test that it was started for.
pub(crate) fn end() {
    if is_wanted() {
        tell(&Message::SignedOff { nonce: nonce() });
        print(&mark(&nonce(), MarkAt::End));
    }
}

fn nonce() -> String {
    env::var(NONCE).unwrap_or_default()
}

fn file() -> Option<&'static File> {
    static OPEN: OnceLock<Option<File>> = OnceLock::new();
    let open = || OpenOptions::new().append(true).create(true).open(env::var_os(FILE)?).ok();
    OPEN.get_or_init(open).as_ref()
}

/// Prints a mark for the checker between the lines of the learner.
fn print(mark: &str) {
    // A closed pipe has no reader to miss it.
    let _ = std::io::stdout().write_all(mark.as_bytes()).and_then(|()| std::io::stdout().flush());
}

#[cfg(test)]
pub(crate) use heard::told_in;

/// For tests of what is told: in their process there is no checker.
#[cfg(test)]
mod heard {
    use std::cell::RefCell;
    use std::sync::Mutex;

    use super::*;

    thread_local! {
        static HEARD: RefCell<Option<Vec<Message>>> = const { RefCell::new(None) };
    }

    /// What is told on this thread while this is played.
    pub(crate) fn told_in(play: impl FnOnce()) -> Vec<Message> {
        /// What a run keeps back belongs to the process: one test after the other.
        static ONE: Mutex<()> = Mutex::new(());
        let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        HEARD.set(Some(Vec::new()));
        play();
        HEARD.take().unwrap_or_default()
    }

    pub(super) fn is_heard() -> bool {
        HEARD.with_borrow(Option::is_some)
    }

    pub(super) fn hear(message: &Message) {
        HEARD.with_borrow_mut(|heard| heard.as_mut().map(|heard| heard.push(message.clone())));
    }
}
