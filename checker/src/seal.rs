//! What of the course nobody edits, as digests: with something changed in it a pattern is not graded.
//!
//! `checker/seal.sha256` is in the format of `sha256sum`, so `sha256sum --check checker/seal.sha256` tells the same in a
//! fresh clone. It holds the digests of the stubs too, as they are generated: so a learner's work is told from a stub, and
//! a stale stub is noticed even where a learner has worked.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use crate::course::Pattern;
use crate::digest;
use crate::files;
use crate::workspace::Workspace;

/// Where the seal is, relative to the root.
pub const FILE: &str = "checker/seal.sha256";

/// Digests by path, relative to the root, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal(BTreeMap<String, String>);

impl Seal {
    /// The seal of the tree as it is, and of what is generated for `exercises`: texts by path.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(
        workspace: &Workspace,
        patterns: &[Pattern],
        generated: &BTreeMap<String, String>,
    ) -> Result<Self> {
        let mut digests = BTreeMap::new();
        for pattern in patterns {
            let mut files = vec![format!("exercises/{}/Cargo.toml", pattern.name)];
            let tests = files::below(&workspace.root, &format!("exercises/{}/tests", pattern.name))?;
            files.extend(tests.into_iter().filter(|file| file.ends_with(".rs") || file.ends_with(".snap")));
            for file in files {
                let text = fs::read(workspace.path(&file)).with_context(|| format!("cannot read {file}"))?;
                digests.insert(file, digest::of_file(&text));
            }
        }
        for (file, text) in generated {
            digests.insert(file.clone(), digest::of_file(text.as_bytes()));
        }
        Ok(Seal(digests))
    }

    /// The seal that the course came with.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        let text = fs::read_to_string(workspace.path(FILE))
            .with_context(|| format!("cannot read {FILE}\nbring it back with `git checkout -- {FILE}`"))?;
        let digests = text.lines().filter_map(|line| line.split_once("  "));
        Ok(Seal(digests.map(|(digest, file)| (file.to_owned(), digest.to_owned())).collect()))
    }

    /// As it stands in its file.
    pub fn text(&self) -> String {
        self.0.iter().map(|(file, digest)| format!("{digest}  {file}\n")).collect()
    }

    /// The first file of a pattern, apart from those of its parts, that is not as the course came, or is gone; the seal
    /// itself, if it says nothing of the pattern.
    pub fn first_broken(&self, workspace: &Workspace, pattern: &Pattern) -> Option<String> {
        let folder = format!("exercises/{}/", pattern.name);
        let src = format!("{folder}src/");
        let is_given =
            |file: &str| file.strip_prefix(&src).is_none_or(|file| pattern.part_in(file).is_none());
        let mut sealed = self.0.iter().filter(|(file, _)| file.starts_with(&folder)).peekable();
        if sealed.peek().is_none() {
            return Some(FILE.to_owned());
        }
        let is_broken = |file: &str, sealed: &str| {
            fs::read(workspace.path(file)).map(|text| digest::of_file(&text)).ok().as_deref() != Some(sealed)
        };
        sealed
            .filter(|(file, _)| is_given(file))
            .find(|(file, digest)| is_broken(file, digest))
            .map(|(file, _)| file.clone())
    }

    /// Whether `text` is the stub in `file`, relative to the root: nothing of a learner's is in it.
    pub fn is_stub(&self, file: &str, text: &[u8]) -> bool {
        self.0.get(file).is_some_and(|sealed| *sealed == digest::of_file(text))
    }
}
