//! Where things are.

use std::path::{Path, PathBuf};

/// The folder of the course.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Holds `Cargo.toml`, `exercises` and `solutions`.
    pub root: PathBuf,
}

/// Whose code is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Submission {
    /// `exercises`: what the learner wrote.
    Learner,
    /// `solutions`: the reference.
    Reference,
}

impl Workspace {
    /// The workspace that `folder` lies in, if it lies in one.
    pub fn around(folder: &Path) -> Option<Self> {
        let holds = |folder: &Path, name: &str| folder.join(name).is_dir();
        let is_root = |folder: &&Path| {
            folder.join("Cargo.toml").is_file() && holds(folder, "exercises") && holds(folder, "solutions")
        };
        folder.ancestors().find(is_root).map(|root| Workspace { root: root.to_owned() })
    }

    /// The one file of a pattern that a learner edits, or its reference; relative to the root, with `/`.
    pub fn source(submission: Submission, pattern: &str) -> String {
        let folder = match submission {
            Submission::Learner => "exercises",
            Submission::Reference => "solutions",
        };
        format!("{folder}/{pattern}/src/lib.rs")
    }

    /// The folder of the one test target of a pattern, relative to the root, with `/`.
    pub fn tests(pattern: &str) -> String {
        format!("exercises/{pattern}/tests/{pattern}")
    }

    /// The full path of something in the workspace.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }
}

impl Submission {
    /// The name of the package of a pattern.
    pub fn package(self, pattern: &str) -> String {
        match self {
            Submission::Learner => pattern.to_owned(),
            Submission::Reference => format!("{pattern}-solution"),
        }
    }
}
