//! The tests and manifests of the course, as digests: what has them changed is not graded by them.
//!
//! `checker/seal.sha256` is in the format of `sha256sum`, so `sha256sum --check checker/seal.sha256` tells the same in a
//! fresh clone. It holds the digests of the stubs too, as they are generated: so a learner's work is told from a stub, and
//! a stale stub is noticed even where a learner has worked.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::course::Pattern;
use crate::workspace::{Submission, Workspace};

/// Where the seal is, relative to the root.
pub const FILE: &str = "checker/seal.sha256";

/// Digests by path, relative to the root, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal(BTreeMap<String, String>);

impl Seal {
    /// The seal of the tree as it is, with the stubs given by pattern.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(workspace: &Workspace, patterns: &[Pattern], stubs: &BTreeMap<String, String>) -> Result<Self> {
        let mut digests = BTreeMap::new();
        for pattern in patterns {
            let mut files = vec![format!("exercises/{}/Cargo.toml", pattern.name)];
            list_files(&workspace.root, &Workspace::tests(&pattern.name), &mut files)?;
            for file in files {
                let text = fs::read(workspace.path(&file)).with_context(|| format!("cannot read {file}"))?;
                digests.insert(file, digest(&text));
            }
        }
        for (pattern, stub) in stubs {
            digests.insert(Workspace::source(Submission::Learner, pattern), digest(stub.as_bytes()));
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

    /// The first test or manifest of a pattern that is not as the course came, or is gone; the seal itself, if it says
    /// nothing of the pattern.
    pub fn first_broken(&self, workspace: &Workspace, pattern: &str) -> Option<String> {
        let source = Workspace::source(Submission::Learner, pattern);
        let folder = format!("exercises/{pattern}/");
        let sealed = || self.0.iter().filter(|(file, _)| file.starts_with(&folder) && **file != source);
        if sealed().next().is_none() {
            return Some(FILE.to_owned());
        }
        sealed()
            .filter(|(file, sealed)| {
                fs::read(workspace.path(file)).map(|text| digest(&text)).ok().as_ref() != Some(sealed)
            })
            .map(|(file, _)| file.clone())
            .next()
    }

    /// Whether `text` is the stub of `pattern`: nothing of a learner's is in it.
    pub fn is_stub(&self, pattern: &str, text: &[u8]) -> bool {
        self.0.get(&Workspace::source(Submission::Learner, pattern)) == Some(&digest(text))
    }
}

/// Adds the files below `folder` in the order of their names.
fn list_files(root: &Path, folder: &str, files: &mut Vec<String>) -> Result<()> {
    let entries = fs::read_dir(root.join(folder)).with_context(|| format!("cannot read {folder}"))?;
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            list_files(root, &path, files)?;
        } else if name.ends_with(".rs") || name.ends_with(".snap") {
            files.push(path);
        }
    }
    Ok(())
}

/// SHA-256 as hexadecimal. Line ends do not count: git may have changed them on the way.
fn digest(text: &[u8]) -> String {
    let mut hash = hmac_sha256::Hash::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\r\n") {
            Some(line) => {
                hash.update(line);
                hash.update(b"\n");
            }
            None => hash.update(line),
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_sha256sum_whatever_the_line_ends() {
        let abc = "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb";

        assert_eq!(digest(b"abc\n"), abc);
        assert_eq!(digest(b"abc\r\n"), abc);
    }
}
