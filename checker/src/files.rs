//! Writing into the tree: whole or not at all, and never over a learner's work without a copy.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Writes `text` to `path` in one step: a reader sees the old text or the new one.
///
/// # Errors
/// When the folder cannot be written to. The old file is untouched then.
pub fn write(path: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    let folder = path.parent().context("a file has a folder")?;
    let name = path.file_name().context("a file has a name")?.to_string_lossy();
    // Its own name for each process: two that write at once do not write into one file.
    let new = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written =
        fs::create_dir_all(folder).and_then(|()| fs::write(&new, text)).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // What cannot be removed either is told with the error itself.
        let _ = fs::remove_file(&new);
    }
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// Writes `text` to `path` unless it is there already: what is the same keeps its time.
///
/// # Errors
/// As [`write()`].
pub fn update(path: &Path, text: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == text) { Ok(()) } else { write(path, text) }
}

/// Keeps what is at `path` under the next free name beside it, `event.rs.backup-1` and so on: a copy of a file, and
/// anything else itself. `None` when there is nothing.
///
/// # Errors
/// When it cannot be kept; it is where it was then.
pub fn back_up(path: &Path) -> Result<Option<PathBuf>> {
    let Ok(kind) = fs::symlink_metadata(path) else { return Ok(None) };
    let text = if kind.is_file() { fs::read(path).ok() } else { None };
    for number in 1.. {
        let kept = PathBuf::from(format!("{}.backup-{number}", path.display()));
        // `create_new` and not a look before: two checkers at once keep two copies.
        let free = if kind.is_dir() { fs::create_dir(&kept) } else { fs::File::create_new(&kept).map(drop) };
        match free {
            Ok(()) => {
                let written = match text {
                    Some(text) => fs::write(&kept, text),
                    None => fs::rename(path, &kept),
                };
                written.with_context(|| format!("cannot write {}", kept.display()))?;
                return Ok(Some(kept));
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(|| format!("cannot write {}", kept.display())),
        }
    }
    unreachable!("there is always a next number")
}

/// The files below a folder, in the order of their names: paths relative to `root`, with `/`.
///
/// # Errors
/// When a folder cannot be read.
pub fn below(root: &Path, folder: &str) -> Result<Vec<String>> {
    let entries = fs::read_dir(root.join(folder)).with_context(|| format!("cannot read {folder}"))?;
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let mut files = Vec::new();
    for name in names {
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            files.extend(below(root, &path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
