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

/// The generated files that are not as they should be, relative to the root.
///
/// # Errors
/// When a file of the course cannot be read.
pub fn stale(workspace: &Workspace, course: &[Pattern]) -> Result<Vec<String>> {
    let is_stale = |(file, text): &(String, String)| {
        fs::read_to_string(workspace.path(file)).ok().as_ref() != Some(text)
    };
    Ok(generated(workspace, course)?.into_iter().filter(is_stale).map(|(file, _)| file).collect())
}

/// Writes the generated files anew and returns those that changed.
///
/// # Errors
/// When one cannot be written.
pub fn sync(workspace: &Workspace, course: &[Pattern]) -> Result<Vec<String>> {
    let stale = stale(workspace, course)?;
    let sealed = Seal::read(workspace).ok();
    for (file, text) in generated(workspace, course)? {
        if stale.contains(&file) {
            let path = workspace.path(&file);
            let is_ours = !file.starts_with("exercises/")
                || fs::read(&path)
                    .is_ok_and(|old| sealed.as_ref().is_some_and(|seal| seal.is_stub(&file, &old)));
            if !is_ours {
                files::back_up(&path)?;
            }
            files::write(&path, &text)?;
        }
    }
    Ok(stale)
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
    let is_stub = fs::read(&path).is_ok_and(|old| {
        old == text.as_bytes() || Seal::read(workspace).is_ok_and(|seal| seal.is_stub(file, &old))
    });
    let kept = if is_stub { None } else { files::back_up(&path)? };
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
fn generated(workspace: &Workspace, course: &[Pattern]) -> Result<Vec<(String, String)>> {
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
