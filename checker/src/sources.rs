//! The code of one crate, as texts: what is graded is what was read at one moment.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::digest::Digest;

/// What lies below a `src`, by path relative to it, with `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// The folder as messages name it, relative to the root, with `/`.
    pub folder: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Sources {
    /// No files yet; messages will name this folder.
    pub fn named(folder: String) -> Self {
        Sources { folder, files: BTreeMap::new() }
    }

    /// The files below `folder`, a path relative to `root`. What cannot be read is left out: rustc says so, or whoever
    /// asks for it.
    pub fn read(root: &Path, folder: &str) -> Self {
        let mut sources = Sources::named(folder.to_owned());
        sources.read_below(&root.join(folder), "");
        sources
    }

    fn read_below(&mut self, folder: &Path, name: &str) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = format!("{name}{}", entry.file_name().to_string_lossy());
            // A link to a folder is not followed: it may lead into a circle.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.read_below(&path, &format!("{name}/"));
            } else if !name.contains(".backup-")
                && let Ok(text) = fs::read(&path)
            {
                self.files.insert(name, text);
            }
        }
    }

    /// With this text in this file.
    pub fn put(&mut self, file: &str, text: impl Into<Vec<u8>>) {
        self.files.insert(file.to_owned(), text.into());
    }

    /// The text of a file. `None` when there is none, or it is not text.
    pub fn text(&self, file: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(file)?).ok()
    }

    /// Every file with its content, in the order of their names.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(file, text)| (file.as_str(), text.as_slice()))
    }

    /// Of names and contents.
    pub fn digest(&self) -> String {
        self.files().fold(Digest::new(), |digest, (file, text)| digest.with(file).with(text)).text()
    }
}
