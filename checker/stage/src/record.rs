//! What a test process tells the checker that started it: [`Message`]s, in the file that `STAGE_RECORD` names. Nothing is
//! written without a checker.

use std::env;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::OnceLock;

use timeline::record::{MarkAt, Message, Played, VERSION, mark};

use crate::{panics, watchdog};

/// Names the file.
const FILE: &str = "STAGE_RECORD";

/// Names the text that no two processes share.
const NONCE: &str = "STAGE_NONCE";

/// Whether a checker started this process.
pub(crate) fn is_wanted() -> bool {
    file().is_some()
}

/// Appends a message to the record. Nothing is buffered, because the process may be killed at any time.
pub(crate) fn tell(message: &Message) {
    if let Some(mut file) = file() {
        // One write call appends a whole line. If it fails, as on a full disk, the sign-off will be missing too.
        let _ = file.write_all(message.line().as_bytes());
    }
}

/// Records that a run of this schedule begins, and marks what is printed from now on as part of it.
pub(crate) fn begin_run(seed: u64) {
    if is_wanted() {
        tell(&Message::Began { seed });
        print(&format!("{}{seed}\n", mark(&nonce(), MarkAt::Run)));
    }
}

/// Records how a run ended.
pub(crate) fn end_run(played: impl FnOnce() -> Played) {
    if is_wanted() {
        tell(&Message::Ended(played()));
    }
}

/// Begins the record of this process, if a checker started it. The first test of each pattern calls it, before the test
/// that the process was started for.
///
/// # Panics
/// If the checker's file cannot be opened.
pub fn begin() {
    if let Some(path) = env::var_os(FILE) {
        assert!(is_wanted(), "cannot open {}", path.display());
        tell(&Message::Version(VERSION));
        panics::observe();
        watchdog::watch_process();
        print(&mark(&nonce(), MarkAt::Begin));
    }
}

/// Tells the checker that this process got past the test that it was started for. The last test of each pattern calls
/// it: a test that calls `std::process::exit(0)` never gets there.
pub fn sign_off() {
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
