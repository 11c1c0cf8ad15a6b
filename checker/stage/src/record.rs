//! What a test process hands to the checker that started it. Without the checker nothing is written.
//!
//! Files in the folder that `STAGE_RECORD` names: `first`, the run of the first schedule; `other`, that of a later one with
//! which something is wrong; beside each of them its events in their order, `first.events` and `other.events`, and how many
//! semaphores were made in it, `first.semaphores` and `other.semaphores`; and `end`, a nonce that shows that the process came
//! to its end and did not exit on the way.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{env, fs};

use timeline::{Ending, Event, Run};

/// Names the folder.
const FOLDER: &str = "STAGE_RECORD";

/// The record of one exploration.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record(Arc<Kept>);

#[derive(Debug, Default)]
struct Kept {
    first: AtomicBool,
    panicked: AtomicBool,
}

impl Record {
    pub(crate) fn new() -> Self {
        Record::default()
    }

    /// Whether a scenario panicked, and that run is kept.
    pub(crate) fn has_panicked(&self) -> bool {
        self.0.panicked.load(Ordering::Relaxed)
    }

    /// Keeps a run for the checker: the first call that of the first schedule, a later one that of another.
    pub(crate) fn keep(&self, run: &Run, events: &[Event], semaphores: u32) {
        self.0.panicked.fetch_or(run.ending == Ending::Panicked, Ordering::Relaxed);
        let name = if self.0.first.swap(true, Ordering::Relaxed) { "other" } else { "first" };
        if is_wanted() {
            write(name, &run.to_string());
            write(&format!("{name}.events"), &lines_of(events));
            write(&format!("{name}.semaphores"), &semaphores.to_string());
        }
    }
}

/// Tells the checker that what is printed from now on belongs to the run of this schedule.
#[expect(clippy::print_stdout, reason = "the checker reads it there, between the lines of the learner")]
pub(crate) fn begin_run(seed: u64) {
    if is_wanted() {
        println!("\nstage: schedule {seed}");
    }
}

/// A line for each event: milliseconds, actor and text, with a tab between.
fn lines_of(events: &[Event]) -> String {
    events.iter().fold(String::new(), |mut lines, Event { at_ms, actor, what }| {
        writeln!(lines, "{at_ms}\t{actor}\t{what}").expect("a string takes everything");
        lines
    })
}

/// Whether there is a checker to hand anything to.
pub(crate) fn is_wanted() -> bool {
    env::var_os(FOLDER).is_some()
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
