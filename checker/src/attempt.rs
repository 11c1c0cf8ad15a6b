//! One test in a process of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use timeline::Run;

use crate::process::{self, End, Finished, Limits};

/// The test that each pattern ends with; see `stage::sign_off`.
const LAST: &str = "zzz_reached_the_end";

/// Generous, because a verdict must not depend on how busy a machine is: a test takes milliseconds, a scenario that
/// never yields ends itself after three seconds, and a thousand printed lines are read by nobody.
const LIMITS: Limits = Limits { wall: Duration::from_secs(10), bytes: 256 * 1024, lines: 5000 };

/// What a test left behind.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// How its process ended, and what it wrote.
    pub finished: Finished,
    /// The last run that its scenario played, if it played one.
    pub run: Option<Run>,
    /// Whether the process came to its end instead of exiting on the way.
    pub signed_off: bool,
}

/// The names of all the tests in a test program.
///
/// # Errors
/// When it cannot be started, or does not list its tests.
pub fn list(program: &Path, root: &Path) -> Result<Vec<String>> {
    let finished = process::run(program, &["--list", "--format", "terse"], &[], root, LIMITS)
        .with_context(|| format!("cannot start {}", program.display()))?;
    let names = finished.output.lines().filter_map(|line| line.strip_suffix(": test"));
    Ok(names.filter(|name| *name != LAST).map(str::to_owned).collect())
}

/// Runs one test.
///
/// # Errors
/// When it cannot be started, or the folder for its record cannot be made.
pub fn attempt(program: &Path, test: &str, root: &Path) -> Result<Attempt> {
    let nonce = nonce();
    let record = Record::new(&nonce)?;
    let folder = record.0.to_string_lossy();
    let environment = [
        ("STAGE_RECORD", folder.as_ref()),
        ("STAGE_NONCE", &nonce),
        ("INSTA_UPDATE", "no"),
        ("INSTA_FORCE_PASS", "0"),
        ("INSTA_OUTPUT", "none"),
        ("INSTA_WORKSPACE_ROOT", &root.to_string_lossy()),
        ("RUST_BACKTRACE", "0"),
    ];
    // One thread: the tests run in the order of their names, so the last one runs last.
    let arguments = ["--exact", test, LAST, "--include-ignored", "--nocapture", "--test-threads=1"];
    let finished = process::run(program, &arguments, &environment, root, LIMITS)
        .with_context(|| format!("cannot start {}", program.display()))?;

    let read = |name: &str| fs::read_to_string(record.0.join(name)).ok();
    Ok(Attempt {
        run: read("run").and_then(|text| text.parse().ok()),
        signed_off: read("end").as_ref() == Some(&nonce) && finished.end == End::Exited(Some(0)),
        finished,
    })
}

/// The folder in which a test leaves its record, for as long as the test runs.
struct Record(PathBuf);

impl Record {
    fn new(nonce: &str) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("rendezvous-{nonce}"));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Record(folder))
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        // What is left in a folder for temporary files harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A text that no two attempts share.
fn nonce() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    format!("{:x}-{:x}-{count:x}", std::process::id(), now)
}
