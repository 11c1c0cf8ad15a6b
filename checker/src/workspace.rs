//! Where things are.

use std::path::{Path, PathBuf};

use crate::course::Part;

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

    /// The folder of a pattern's code, relative to the root, with `/`.
    pub fn src(submission: Submission, pattern: &str) -> String {
        let folder = match submission {
            Submission::Learner => "exercises",
            Submission::Reference => "solutions",
        };
        format!("{folder}/{pattern}/src")
    }

    /// The file of a part, relative to the root, with `/`.
    pub fn source(submission: Submission, part: &Part) -> String {
        format!("{}/{}", Workspace::src(submission, &part.pattern), part.file)
    }

    /// The folder of a part's test program, relative to the root, with `/`.
    pub fn tests(part: &Part) -> String {
        format!("exercises/{}/tests/{}", part.pattern, part.module())
    }

    /// The full path of something in the workspace.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }
}
