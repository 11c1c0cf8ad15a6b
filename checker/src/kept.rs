//! What was found out about a test program, kept for the next time: the same program, under the same schedules, does the
//! same, so it need not be played again. What is kept is evidence; the judgement on it is made each time.
//!
//! An entry that is damaged, or of another version, is none, and what cannot be written is not kept: that costs time, and
//! nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::{Value, json};

use crate::attempt::Attempt;
use crate::digest::Digest;
use crate::files;

/// What entries look like. Others are not understood.
const VERSION: u32 = 1;

/// More entries than this are not kept. A learner's edits leave one each.
const MOST: usize = 512;

/// The entries below one folder.
#[derive(Debug, Clone)]
pub struct Kept {
    folder: PathBuf,
}

/// What playing a part has shown.
#[derive(Debug, Clone)]
pub enum Evidence {
    /// Every scenario passed.
    AllPassed,
    /// This test did not, and those before it did.
    Failed {
        /// As the test program names it.
        test: String,
        /// What it left behind.
        attempt: Attempt,
    },
}

impl Kept {
    /// The entries in `target`, the folder that things are built in.
    pub fn in_target(target: &Path) -> Self {
        Kept { folder: target.join("rendezvous").join("kept") }
    }

    /// The evidence that was kept under this key.
    pub fn find(&self, key: &str) -> Option<Evidence> {
        evidence_in(&fs::read_to_string(self.entry(key)).ok()?, key)
    }

    /// Keeps the evidence for this key, if it can be written.
    pub fn keep(&self, key: &str, evidence: &Evidence) {
        if files::write(&self.entry(key), text_of(evidence, key)).is_ok() {
            self.forget_the_oldest();
        }
    }

    fn entry(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }

    fn forget_the_oldest(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let aged = entries.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())));
        let mut entries: Vec<(SystemTime, PathBuf)> = aged.collect();
        if entries.len() > MOST {
            entries.sort();
            for (_, entry) in &entries[..MOST / 2] {
                // Another checker may have forgotten it already.
                let _ = fs::remove_file(entry);
            }
        }
    }
}

/// An entry: a digest of what comes behind it, then version, key and evidence.
fn text_of(evidence: &Evidence, key: &str) -> String {
    let failed = match evidence {
        Evidence::AllPassed => Value::Null,
        Evidence::Failed { test, attempt } => json!({"test": test, "attempt": attempt.json()}),
    };
    let entry = json!({"version": VERSION, "key": key, "failed": failed}).to_string();
    format!("{}\n{entry}\n", Digest::new().with(&entry).text())
}

fn evidence_in(text: &str, key: &str) -> Option<Evidence> {
    let (digest, entry) = text.strip_suffix('\n')?.split_once('\n')?;
    if digest != Digest::new().with(entry).text() {
        return None;
    }
    let entry: Value = serde_json::from_str(entry).ok()?;
    if entry["version"] != VERSION || entry["key"] != key {
        return None;
    }
    match &entry["failed"] {
        Value::Null => Some(Evidence::AllPassed),
        failed => Some(Evidence::Failed {
            test: failed["test"].as_str()?.to_owned(),
            attempt: Attempt::of(&failed["attempt"])?,
        }),
    }
}
