//! What is generated from the solutions: the stubs, and the seal of the tests. The same function tells what should stand
//! in each file, for whoever writes them and for whoever asks whether they are current.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::course::Pattern;
use crate::files;
use crate::seal::{self, Seal};
use crate::stub::stub_of;
use crate::workspace::{Submission, Workspace};

/// The stub of one pattern.
///
/// # Errors
/// When its reference cannot be read.
pub fn stub(workspace: &Workspace, pattern: &str) -> Result<String> {
    let file = Workspace::source(Submission::Reference, pattern);
    let solution =
        fs::read_to_string(workspace.path(&file)).with_context(|| format!("cannot read {file}"))?;
    Ok(stub_of(&solution))
}

/// The text of the seal as the tree is now.
///
/// # Errors
/// When a file of the course cannot be read.
pub fn seal(workspace: &Workspace, course: &[Pattern]) -> Result<String> {
    Ok(Seal::of(workspace, course, &stubs(workspace, course)?)?.text())
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
    for pattern in course {
        if stale.contains(&Workspace::source(Submission::Learner, &pattern.name)) {
            reset(workspace, &pattern.name)?;
        }
    }
    files::write(&workspace.path(seal::FILE), &seal(workspace, course)?)?;
    Ok(stale)
}

/// Writes a fresh stub of a pattern. Returns where the learner's file is kept, unless it was a stub itself.
///
/// # Errors
/// When the copy or the stub cannot be written; the learner's file is untouched then.
pub fn reset(workspace: &Workspace, pattern: &str) -> Result<Option<PathBuf>> {
    let path = workspace.path(&Workspace::source(Submission::Learner, pattern));
    let stub = stub(workspace, pattern)?;
    let is_stub = fs::read(&path).is_ok_and(|text| {
        text == stub.as_bytes() || Seal::read(workspace).is_ok_and(|seal| seal.is_stub(pattern, &text))
    });
    let copy = if is_stub { None } else { files::back_up(&path)? };
    files::write(&path, &stub)?;
    Ok(copy)
}

fn stubs(workspace: &Workspace, course: &[Pattern]) -> Result<BTreeMap<String, String>> {
    course.iter().map(|pattern| Ok((pattern.name.clone(), stub(workspace, &pattern.name)?))).collect()
}

/// Every generated file with what should stand in it.
fn generated(workspace: &Workspace, course: &[Pattern]) -> Result<Vec<(String, String)>> {
    let stubs = stubs(workspace, course)?;
    let mut generated: Vec<(String, String)> = stubs
        .into_iter()
        .map(|(pattern, stub)| (Workspace::source(Submission::Learner, &pattern), stub))
        .collect();
    generated.push((seal::FILE.to_owned(), seal(workspace, course)?));
    Ok(generated)
}
