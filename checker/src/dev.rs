//! What is generated: from the solutions the stubs with the map of their crate, and the test programs of the reference; from
//! the snapshots the tables in the book; and the seal. The same function tells what should stand in each file, for whoever
//! writes them and for whoever asks whether they are current.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::course::{Part, Pattern};
use crate::figures;
use crate::files;
use crate::seal::{self, Seal};
use crate::stub::stub_of;
use crate::workspace::{Submission, Workspace};

/// The stub of a part.
///
/// # Errors
/// When its reference cannot be read.
pub fn stub(workspace: &Workspace, part: &Part) -> Result<String> {
    let file = Workspace::source(Submission::Reference, part);
    let solution =
        fs::read_to_string(workspace.path(&file)).with_context(|| format!("cannot read {file}"))?;
    Ok(stub_of(&solution))
}

/// The text of the seal as the tree is now.
///
/// # Errors
/// When a file of the course cannot be read.
pub fn seal(workspace: &Workspace, course: &[Pattern]) -> Result<String> {
    let mut generated = BTreeMap::new();
    for pattern in course {
        generated.extend(stubs(workspace, pattern)?);
    }
    Ok(Seal::of(workspace, course, &generated)?.text())
}

/// A file, relative to the root, with what should stand in it.
pub type Generated = (String, String);

/// The generated files that are not as they should be.
#[derive(Debug)]
pub struct Stale {
    /// Those that hold nothing else; the seal is the last of them.
    pub generated: Vec<Generated>,
    /// Files of `exercises` that hold a learner's work, as far as the seal tells.
    pub work: Vec<Generated>,
}

/// What [`sync`] does with a learner's work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// It stays as it is.
    Left,
    /// A copy is kept beside it, and the stub is written over it.
    Overwritten,
}

/// What [`sync`] has done; files are relative to the root.
#[derive(Debug)]
pub struct Synced {
    /// What was written, each with the place where a learner's work is kept.
    pub written: Vec<(String, Option<PathBuf>)>,
    /// The files with a learner's work that were left as they are.
    pub left: Vec<String>,
}

/// Finds the generated files that are not as they should be.
///
/// # Errors
/// When a file of the course cannot be read.
pub fn stale(workspace: &Workspace, course: &[Pattern]) -> Result<Stale> {
    let is_stale =
        |(file, text): &Generated| fs::read_to_string(workspace.path(file)).ok().as_ref() != Some(text);
    let stale = generated(workspace, course)?.into_iter().filter(is_stale);
    let sealed = Seal::read(workspace).ok();
    let (work, generated) = stale.partition(|(file, _)| is_work(workspace, sealed.as_ref(), file));
    Ok(Stale { generated, work })
}

/// Writes the generated files anew.
///
/// # Errors
/// When one cannot be written.
pub fn sync(workspace: &Workspace, course: &[Pattern], work: Work) -> Result<Synced> {
    let stale = stale(workspace, course)?;
    let (over, left) = match work {
        Work::Left => (vec![], stale.work),
        Work::Overwritten => (stale.work, vec![]),
    };
    let mut written = Vec::new();
    for (file, text) in over {
        let path = workspace.path(&file);
        let kept = files::back_up(&path)?;
        files::write(&path, text)?;
        written.push((file, kept));
    }
    // The seal last: until then it knows the old stubs, so that an interrupted `sync` can be repeated.
    for (file, text) in stale.generated {
        files::write(&workspace.path(&file), text)?;
        written.push((file, None));
    }
    Ok(Synced { written, left: left.into_iter().map(|(file, _)| file).collect() })
}

/// Whether a stale file holds a learner's work: it lies in `exercises`, and is not the stub that was generated last, whose
/// digest is in the seal.
///
/// Not the file in git, for a course may come without git. Not the `todo!`s either: a part that is half done still has
/// some, and one that is to be repaired has none.
fn is_work(workspace: &Workspace, sealed: Option<&Seal>, file: &str) -> bool {
    let path = workspace.path(file);
    let is_stub = || fs::read(&path).is_ok_and(|old| sealed.is_some_and(|sealed| sealed.is_stub(file, &old)));
    // A link to nothing, or a folder, is there too.
    file.starts_with("exercises/") && fs::symlink_metadata(&path).is_ok() && !is_stub()
}

/// Writes a fresh stub of a part. Returns where the learner's file is kept, unless it was a stub itself.
///
/// # Errors
/// When the copy or the stub cannot be written; the learner's file is there then, in its place or in that of the copy.
pub fn reset(workspace: &Workspace, part: &Part) -> Result<Option<PathBuf>> {
    let file = Workspace::source(Submission::Learner, part);
    fresh(workspace, &file, &stub(workspace, part)?)
}

/// Writes the map of a pattern's crate, and what else in it is no part's, as the course came. Returns the files that were
/// not, and where the learner's are kept.
///
/// # Errors
/// As [`reset`].
pub fn reset_map(workspace: &Workspace, pattern: &Pattern) -> Result<Vec<(String, Option<PathBuf>)>> {
    let src = format!("{}/", Workspace::src(Submission::Learner, &pattern.name));
    let mut changed = Vec::new();
    for (file, text) in stubs(workspace, pattern)? {
        let is_part = file.strip_prefix(&src).is_some_and(|file| pattern.part_in(file).is_some());
        if !is_part && fs::read_to_string(workspace.path(&file)).ok().as_ref() != Some(&text) {
            let kept = fresh(workspace, &file, &text)?;
            changed.push((file, kept));
        }
    }
    Ok(changed)
}

fn fresh(workspace: &Workspace, file: &str, text: &str) -> Result<Option<PathBuf>> {
    let path = workspace.path(file);
    let is_current = fs::read(&path).is_ok_and(|old| old == text.as_bytes());
    let is_work = !is_current && is_work(workspace, Seal::read(workspace).ok().as_ref(), file);
    let kept = if is_work { files::back_up(&path)? } else { None };
    files::write(&path, text)?;
    Ok(kept)
}

/// Every file of a pattern's `src` as the course comes: texts by path, relative to the root.
///
/// # Errors
/// When a reference cannot be read.
pub fn stubs(workspace: &Workspace, pattern: &Pattern) -> Result<BTreeMap<String, String>> {
    let of = Workspace::src(Submission::Reference, &pattern.name);
    let to = Workspace::src(Submission::Learner, &pattern.name);
    let mut stubs = BTreeMap::new();
    for file in files::below(&workspace.root, &of)? {
        let solution =
            fs::read_to_string(workspace.path(&file)).with_context(|| format!("cannot read {file}"))?;
        stubs.insert(file.replacen(&of, &to, 1), stub_of(&solution));
    }
    Ok(stubs)
}

/// The tests of a part as a test program of the reference's package: `cargo test -p events-solution --test event`.
fn tests_of_reference(part: &Part) -> String {
    let (pattern, tests) = (&part.pattern, Workspace::tests(part));
    format!(
        "//! The learner's tests, run against the reference. `checker dev sync` writes this file.\n\
         extern crate {pattern}_solution as {pattern};\n\
         include!(\"../../../{tests}/main.rs\");\n"
    )
}

/// Every generated file with what should stand in it.
fn generated(workspace: &Workspace, course: &[Pattern]) -> Result<Vec<Generated>> {
    let mut generated = Vec::new();
    for pattern in course {
        generated.extend(stubs(workspace, pattern)?);
        for part in &pattern.parts {
            let file = format!("solutions/{}/tests/{}.rs", pattern.name, part.module());
            generated.push((file, tests_of_reference(part)));
        }
    }
    generated.extend(figures::chapters(workspace)?);
    generated.push((seal::FILE.to_owned(), seal(workspace, course)?));
    Ok(generated)
}
