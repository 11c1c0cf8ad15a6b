//! What a test process hands to the checker that started it. Without the checker nothing is written.
//!
//! Two files in the folder that `STAGE_RECORD` names: `run`, the last run played, and `end`, a nonce that shows that the
//! process came to its end and did not exit on the way.

use std::path::PathBuf;
use std::{env, fs};

use timeline::Run;

/// Names the folder.
const FOLDER: &str = "STAGE_RECORD";

/// Whether there is a checker to hand anything to.
pub(crate) fn is_wanted() -> bool {
    env::var_os(FOLDER).is_some()
}

/// Keeps a run for the checker.
pub(crate) fn keep(run: &Run) {
    write("run", &run.to_string());
}

/// Tells the checker that this process got past the test that it was started for. The last test of each pattern calls
/// it: a test that calls `std::process::exit(0)` never gets there.
pub fn sign_off() {
    write("end", &env::var("STAGE_NONCE").unwrap_or_default());
}

fn write(name: &str, text: &str) {
    if let Some(folder) = env::var_os(FOLDER) {
        let path = PathBuf::from(folder).join(name);
        fs::write(&path, text).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
    }
}
