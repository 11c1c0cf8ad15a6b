//! One test in a process of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use timeline::record::{MarkAt, Message, VERSION, mark};

use crate::output::{LAST, Printed};
use crate::process::{self, End, Limits};

pub use timeline::record::Played;

/// The test that each pattern begins with; see `stage::begin`.
const FIRST: &str = "_begins";

/// For one run. Generous, because a verdict must not depend on how busy a machine is: a test takes milliseconds, one
/// that never yields ends itself after a few seconds, and nobody reads thousands of lines.
const LIMITS: Limits<'_> =
    Limits { wall: Duration::from_secs(10), bytes: 256 * 1024, lines: 5000, anew: None, unwanted: None };

/// For every further run. It takes a fraction of a millisecond.
const MORE_WALL: Duration = Duration::from_millis(50);

/// Which schedules a scenario is played under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schedules {
    /// The nominal one, and then others.
    Explore {
        /// How many others.
        count: u32,
        /// Their seeds follow this one.
        base: u64,
    },
    /// The one of this seed alone.
    Replay(u64),
}

impl Schedules {
    /// What a submission is graded with: the nominal schedule and two hundred others. Of the corpus'
    /// submissions whose mistake depends on the schedule all fall within the first twenty.
    pub const USUAL: Schedules = Schedules::Explore { count: 200, base: 0 };

    /// How many beside the first.
    pub(crate) fn more(self) -> u32 {
        match self {
            Schedules::Explore { count, .. } => count,
            Schedules::Replay(_) => 0,
        }
    }

    /// The environment variables that the stage reads. All of them are set, so that those of the user do not count.
    fn environment(self) -> [(&'static str, String); 3] {
        let none = String::new;
        let (seed, count, base) = match self {
            Schedules::Explore { count, base } => (none(), count.to_string(), base.to_string()),
            Schedules::Replay(seed) => (seed.to_string(), none(), none()),
        };
        [("STAGE_SEED", seed), ("STAGE_SCHEDULES", count), ("STAGE_BASE", base)]
    }

    /// Each run begins with this mark and may print as much as a single one.
    fn limits(self, mark: &str) -> Limits<'_> {
        let wall = LIMITS.wall.saturating_add(MORE_WALL.saturating_mul(self.more()));
        Limits { wall, anew: Some(mark), ..LIMITS }
    }
}

/// What a test left behind.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// How its process ended.
    pub end: End,
    /// The stage's record.
    pub messages: Vec<Message>,
    /// What the test printed.
    pub printed: Printed,
    /// Whether the process came to its end instead of exiting on the way.
    pub signed_off: bool,
}

impl Attempt {
    /// The recorded runs: the run of the first schedule, if the test plays a scenario, and then the run in which
    /// something went wrong, if that is another.
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = &Played> {
        self.messages.iter().filter_map(|message| match message {
            Message::Ended(played) => Some(played),
            _ => None,
        })
    }

    /// As a value that [`of`](Attempt::of) reads again.
    pub fn json(&self) -> Value {
        let record: String = self.messages.iter().map(Message::line).collect();
        let (end, code) = match self.end {
            End::Exited(code) => ("exited", code),
            End::TimedOut => ("timed out", None),
            End::Flooded => ("flooded", None),
        };
        json!({
            "end": end,
            "code": code,
            "record": record,
            "printed": self.printed.json(),
            "signed off": self.signed_off,
        })
    }

    /// From its value. `None` when it is not one.
    pub fn of(json: &Value) -> Option<Attempt> {
        let code = || json["code"].as_i64().and_then(|code| i32::try_from(code).ok());
        Some(Attempt {
            end: match json["end"].as_str()? {
                "exited" => End::Exited(code()),
                "timed out" => End::TimedOut,
                "flooded" => End::Flooded,
                _ => return None,
            },
            messages: Message::all_in(json["record"].as_str()?),
            printed: Printed::from_json(&json["printed"])?,
            signed_off: json["signed off"].as_bool()?,
        })
    }
}

/// The names of all the tests in a test program.
///
/// # Errors
/// When it cannot be started, or does not list its tests.
pub fn list(program: &Path, root: &Path) -> Result<Vec<String>> {
    let finished = process::run(program, &["--list", "--format", "terse"], &[], root, LIMITS)
        .with_context(|| format!("cannot start {}", program.display()))?;
    let names = finished.output.lines().filter_map(|line| line.strip_suffix(": test"));
    Ok(names.filter(|name| ![FIRST, LAST].contains(name)).map(str::to_owned).collect())
}

/// Runs one test, for as long as it is not `unwanted`.
///
/// # Errors
/// When it cannot be started, or the folder for its record cannot be made.
pub fn attempt(
    program: &Path,
    test: &str,
    schedules: Schedules,
    root: &Path,
    unwanted: Option<&AtomicBool>,
) -> Result<Attempt> {
    let nonce = nonce();
    let record = Record::beside(program, &nonce)?;
    let file = record.file();
    let file_path = file.to_string_lossy();
    let schedule = schedules.environment();
    let root_path = root.to_string_lossy();
    let mut environment = vec![
        ("STAGE_RECORD", file_path.as_ref()),
        ("STAGE_NONCE", &nonce),
        ("INSTA_UPDATE", "no"),
        ("INSTA_FORCE_PASS", "0"),
        ("INSTA_OUTPUT", "none"),
        ("INSTA_WORKSPACE_ROOT", root_path.as_ref()),
        ("RUST_BACKTRACE", "0"),
    ];
    environment.extend(schedule.iter().map(|(name, value)| (*name, value.as_str())));
    // One thread: the tests run in the order of their names.
    let arguments = ["--exact", FIRST, test, LAST, "--include-ignored", "--nocapture", "--test-threads=1"];
    let mark = mark(&nonce, MarkAt::Run);
    let limits = Limits { unwanted, ..schedules.limits(&mark) };
    let finished = process::run(program, &arguments, &environment, root, limits)
        .with_context(|| format!("cannot start {}", program.display()))?;

    // A process that ends before its first test leaves no record.
    let text = fs::read(&file).unwrap_or_default();
    let messages = Message::all_in(&String::from_utf8_lossy(&text));
    ensure!(
        messages.first().is_none_or(|first| *first == Message::Version(VERSION)),
        "{} writes its record in another format",
        program.display()
    );
    let signed_off = messages.iter().any(|message| *message == Message::SignedOff { nonce: nonce.clone() });
    Ok(Attempt {
        end: finished.end,
        messages,
        printed: Printed::of(&finished.output, test, &nonce),
        signed_off: signed_off && finished.end == End::Exited(Some(0)),
    })
}

/// The folder in which a test leaves its record, for as long as the test runs.
struct Record(PathBuf);

impl Record {
    /// Beside the program, not in the folder for temporary files: that may be gone, or full of others' things.
    fn beside(program: &Path, nonce: &str) -> Result<Self> {
        let folder = program.with_file_name(format!("record-{nonce}"));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Record(folder))
    }

    fn file(&self) -> PathBuf {
        self.0.join("record.jsonl")
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        // What is left in a folder that things are built in harms nobody.
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
