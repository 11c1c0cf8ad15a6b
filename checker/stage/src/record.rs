//! What a test process tells the checker that started it: [`Message`]s, in the file that `STAGE_RECORD` names. Without the
//! checker nothing is written.

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

/// Whether there is a checker to tell anything to.
pub(crate) fn is_wanted() -> bool {
    file().is_some()
}

/// Tells the checker something. Nothing is kept back: the process may end at any instant.
pub(crate) fn tell(message: &Message) {
    if let Some(mut file) = file() {
        // One write appends one whole line. Where it fails, as on a full disk, the sign-off will be missing too.
        let _ = file.write_all(message.line().as_bytes());
    }
}

/// Tells the checker that a run of this schedule begins, and that what is printed from now on belongs to it.
pub(crate) fn begin_run(seed: u64) {
    if is_wanted() {
        tell(&Message::Began { seed });
        print(&format!("{}{seed}\n", mark(&nonce(), MarkAt::Run)));
    }
}

/// Tells the checker how a run ended.
pub(crate) fn end_run(played: impl FnOnce() -> Played) {
    if is_wanted() {
        tell(&Message::Ended(played()));
    }
}

/// From now on what happens in this process is told to the checker. The first test of each pattern calls it, before the
/// one that the process was started for.
///
/// # Panics
/// When there is a checker, and its file cannot be written.
pub fn begin() {
    if let Some(path) = env::var_os(FILE) {
        let file = file().unwrap_or_else(|| panic!("cannot write {}", path.display()));
        file.metadata().unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
        tell(&Message::Version(VERSION));
        panics::hear();
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

/// For the checker, which reads it between the lines of the learner.
fn print(mark: &str) {
    // Where nobody reads it, nobody misses it.
    let _ = std::io::stdout().write_all(mark.as_bytes()).and_then(|()| std::io::stdout().flush());
}
