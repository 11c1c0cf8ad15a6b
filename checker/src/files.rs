//! Writing into the tree: whole or not at all, and never over a learner's work without a copy.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Writes `text` to `path` in one step: whoever reads sees the old text or the new one.
///
/// # Errors
/// When the folder cannot be written to. The old file is untouched then.
pub fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().context("a file has a folder")?;
    let name = path.file_name().context("a file has a name")?.to_string_lossy();
    let new = folder.join(format!(".{name}.new"));
    let written =
        fs::create_dir_all(folder).and_then(|()| fs::write(&new, text)).and_then(|()| fs::rename(&new, path));
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// Copies `path` to the next free name beside it, `lib.rs.backup-1` and so on. `None` when there is no such file.
///
/// # Errors
/// When the copy cannot be written.
pub fn back_up(path: &Path) -> Result<Option<PathBuf>> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    for number in 1.. {
        let copy = PathBuf::from(format!("{}.backup-{number}", path.display()));
        // `create_new` and not a look before: two checkers at once keep two copies.
        match fs::File::create_new(&copy) {
            Ok(mut file) => {
                std::io::Write::write_all(&mut file, &text)
                    .with_context(|| format!("cannot write {}", copy.display()))?;
                return Ok(Some(copy));
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(|| format!("cannot write {}", copy.display())),
        }
    }
    unreachable!("there is always a next number")
}
