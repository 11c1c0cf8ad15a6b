//! `rustc`, as a child process: compiles the code of one pattern, and a test program for each part, against the
//! foundation.
//!
//! What is compiled are texts, laid out in a folder below `target`: so a file that does not compile can be replaced by its
//! stub, which leaves the other parts to be graded, and several submissions can be compiled side by side. Messages and
//! panics name the files where they come from.
//!
//! What was compiled from the same texts before is not compiled again. Texts count, not times: a file that is restored
//! with an old time is compiled.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::course::{Part, Pattern};
use crate::digest::Digest;
use crate::files;
use crate::foundation::Foundation;
use crate::probe::probe;
use crate::process::{self, Limits};
use crate::report::words;
use crate::rustc::{Diagnostic, Said};
use crate::sources::Sources;
use crate::workspace::{Submission, Workspace};

/// For one start of `rustc`, which takes less than a second. What keeps it busy for longer is code that is computed while
/// it is compiled.
const LIMITS: Limits<'_> = Limits {
    wall: Duration::from_secs(120),
    bytes: 16 * 1024 * 1024,
    lines: usize::MAX,
    anew: None,
    unwanted: None,
};

/// A folder in which submissions are compiled, one after the other. Nobody else uses it as long as this lives.
#[derive(Debug)]
pub struct Workbench {
    root: PathBuf,
    foundation: Foundation,
    folder: PathBuf,
    /// Other processes wait for it.
    _lock: File,
}

/// The code of one pattern, compiled as far as that goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    /// Tells it from every other.
    pub digest: String,
    /// What is wrong with the parts that do not compile, by name. Their stubs are compiled in their place.
    pub broken: BTreeMap<String, Vec<Diagnostic>>,
    /// What is wrong where no part can be told from the others: nothing is compiled then.
    pub failed: Option<Vec<Diagnostic>>,
    /// What rustc warns of.
    pub warnings: Vec<Diagnostic>,
}

/// The test program of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Of all that it is compiled from.
    pub digest: String,
    /// Where it is once it is compiled.
    pub file: PathBuf,
}

impl Workbench {
    /// The bench of this name, as soon as nobody else uses it. `progress` is told if that means to wait.
    ///
    /// # Errors
    /// When its folder cannot be written to.
    pub fn named(
        name: &str,
        target: &Path,
        workspace: &Workspace,
        foundation: Foundation,
        progress: impl Fn(&str),
    ) -> Result<Self> {
        let folder = target.join("rendezvous").join(name);
        let cannot = || format!("cannot write to {}", folder.display());
        fs::create_dir_all(&folder).with_context(cannot)?;
        let lock = File::create(folder.join("lock")).with_context(cannot)?;
        if lock.try_lock().is_err() {
            progress(words::WAITS_FOR_ANOTHER);
            lock.lock().with_context(cannot)?;
        }
        Ok(Workbench { root: workspace.root.clone(), foundation, folder, _lock: lock })
    }

    /// The folder of the things of one pattern.
    fn of(&self, pattern: &str) -> PathBuf {
        self.folder.join(pattern)
    }

    /// Compiles the code of a pattern. A part that does not compile is replaced by its stub, and with it those that extend
    /// it, until the rest compiles or none of the parts that are `wanted` is left.
    ///
    /// # Errors
    /// When `rustc` cannot be started, or the bench cannot be written to.
    pub fn library(
        &self,
        pattern: &Pattern,
        sources: &Sources,
        wanted: &[&Part],
        stub: impl Fn(&Part) -> String,
    ) -> Result<Library> {
        let digest =
            Digest::new().with(&self.foundation.id).with(&pattern.name).with(sources.digest()).text();
        let noted = self.of(&pattern.name).join("library.json");
        let known = fs::read_to_string(&noted).ok().and_then(|text| Library::from(&text, &digest));
        if let Some(known) = known
            && (known.failed.is_some() || self.library_file(&pattern.name).is_file())
        {
            return Ok(known);
        }

        let mut sources = sources.clone();
        let mut library = Library { digest, broken: BTreeMap::new(), failed: None, warnings: vec![] };
        loop {
            let said = self.compile_library(pattern, &sources)?;
            if said.succeeded {
                library.warnings = said.warnings;
                break;
            }
            let mut newly = said.by_part(pattern, &sources.folder);
            newly.retain(|part, _| !library.broken.contains_key(part));
            if newly.is_empty() {
                library.failed = Some(said.errors);
                break;
            }
            for name in newly.keys() {
                let part = pattern.part(name).context("an error is about a part of the pattern")?;
                for replaced in std::iter::once(part).chain(pattern.extensions(part)) {
                    sources.put(&replaced.file, stub(replaced));
                }
            }
            library.broken.extend(newly);
            if wanted.iter().all(|part| library.broken.contains_key(&part.name)) {
                // Not noted: what is not wanted now has not been looked at.
                return Ok(library);
            }
        }
        files::write(&noted, library.text())?;
        Ok(library)
    }

    /// The test program of a part, with this library; `tests` are its texts. It need not be compiled yet.
    pub fn program(&self, part: &Part, library: &Library, tests: &Sources) -> Program {
        let digest = Digest::new().with(&library.digest).with(part.module()).with(tests.digest()).text();
        let file = self.of(&part.pattern).join(format!("{}{}", part.module(), env::consts::EXE_SUFFIX));
        Program { digest, file }
    }

    /// Compiles a test program, or tells why that cannot be done.
    ///
    /// # Errors
    /// When `rustc` cannot be started, or the bench cannot be written to.
    pub fn compile(
        &self,
        pattern: &Pattern,
        part: &Part,
        program: &Program,
    ) -> Result<std::result::Result<(), Vec<Diagnostic>>> {
        let noted = self.of(&pattern.name).join(format!("{}.digest", part.module()));
        if program.file.is_file() && fs::read_to_string(&noted).is_ok_and(|digest| digest == program.digest) {
            return Ok(Ok(()));
        }
        // Before it is written: what is cut off is not taken for whole.
        let _ = fs::remove_file(&noted);
        let said = self.compile_program(pattern, part, program)?;
        if !said.succeeded {
            return Ok(Err(said.errors));
        }
        files::write(&noted, &program.digest)?;
        Ok(Ok(()))
    }

    /// Why the futures of a part cannot become tasks, where its library compiles and its test program does not.
    ///
    /// # Errors
    /// When `rustc` cannot be started, or the bench cannot be written to.
    pub fn sent(&self, pattern: &Pattern, part: &Part) -> Result<Vec<Diagnostic>> {
        let mut sources = Sources::read(&self.of(&pattern.name).join("src"), "");
        let text = sources.text(&part.file).unwrap_or_default();
        let Some(probe) = probe(text) else { return Ok(vec![]) };
        let text = format!("{text}\n{probe}\n");
        sources.put(&part.file, text);
        let folder = self.of(&pattern.name).join("probe");
        lay_out(&sources, &folder.join("src"))?;
        let named = Workspace::src(Submission::Learner, &pattern.name);
        let arguments = self.of_library(pattern, "metadata", (&folder.join("src"), &named), &folder)?;
        Ok(self.rustc(pattern, &format!("{}_probe", pattern.name), arguments)?.errors)
    }

    fn library_file(&self, pattern: &str) -> PathBuf {
        self.of(pattern).join(format!("lib{pattern}.rlib"))
    }

    fn compile_library(&self, pattern: &Pattern, sources: &Sources) -> Result<Said> {
        let src = self.of(&pattern.name).join("src");
        lay_out(sources, &src)?;
        let out = self.of(&pattern.name);
        let mut arguments = self.of_library(pattern, "link", (&src, &sources.folder), &out)?;
        // A stub does not use its arguments until it is written.
        arguments.extend(["--allow", "unused_variables"].map(str::to_owned));
        let file = self.library_file(&pattern.name);
        let _ = fs::remove_file(&file);
        self.rustc(pattern, &pattern.name, arguments)
    }

    /// What `rustc` is told to compile the code of a pattern: from `src`, which messages name otherwise, into `out`.
    fn of_library(
        &self,
        pattern: &Pattern,
        emit: &str,
        (src, named): (&Path, &str),
        out: &Path,
    ) -> Result<Vec<String>> {
        let root = src.join("lib.rs").to_string_lossy().into_owned();
        let mut arguments = vec![root, format!("--remap-path-prefix={}={named}", src.display())];
        arguments.extend(["--crate-type", "lib", "--emit", emit, "--out-dir"].map(str::to_owned));
        arguments.push(out.to_string_lossy().into_owned());
        arguments.extend(self.foundation.externs(&pattern.compiled.code)?);
        Ok(arguments)
    }

    fn compile_program(&self, pattern: &Pattern, part: &Part, program: &Program) -> Result<Said> {
        let root = format!("{}/main.rs", Workspace::tests(part));
        let library = self.library_file(&pattern.name);
        let mut arguments = vec![root, "--test".to_owned(), "-o".to_owned()];
        arguments.push(program.file.to_string_lossy().into_owned());
        arguments.extend(["--allow".to_owned(), "warnings".to_owned(), "--extern".to_owned()]);
        arguments.push(format!("{}={}", pattern.name, library.display()));
        arguments
            .extend(self.foundation.externs(pattern.compiled.code.iter().chain(&pattern.compiled.tests))?);
        self.rustc(pattern, &part.module(), arguments)
    }

    /// Starts `rustc` in the root of the course, so that messages name files as a person there would.
    fn rustc(&self, pattern: &Pattern, crate_name: &str, rest: Vec<String>) -> Result<Said> {
        let incremental = self.of(&pattern.name).join("incremental");
        let mut arguments: Vec<String> = [
            "--crate-name",
            crate_name,
            "--edition",
            &pattern.compiled.edition,
            "--error-format=json",
            "--json=diagnostic-rendered-ansi",
            // A panic tells its line; a debugger is not used here, and takes half the time to link for.
            "-C",
            "debuginfo=line-tables-only",
            "-C",
            &format!("incremental={}", incremental.display()),
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.extend(rest);
        arguments.extend(self.foundation.flags.iter().cloned());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let manifest = self.root.join("exercises").join(&pattern.name);
        let manifest = manifest.to_string_lossy();
        // What macros ask for, of insta among others.
        let environment = [("CARGO_MANIFEST_DIR", manifest.as_ref()), ("CARGO_PKG_NAME", &pattern.name)];
        let rustc = &self.foundation.rustc;
        let finished = process::run(rustc, &arguments, &environment, &self.root, LIMITS)
            .with_context(|| format!("cannot start {}", rustc.display()))?;
        Ok(Said::from(&finished.output, finished.end))
    }
}

/// Writes the files of a crate into `folder`, and removes what else is there.
fn lay_out(sources: &Sources, folder: &Path) -> Result<()> {
    for (file, text) in sources.files() {
        files::update(&folder.join(file), text)?;
    }
    for (file, _) in Sources::read(folder, "").files() {
        if sources.files().all(|(wanted, _)| wanted != file) {
            // What cannot be removed is in nobody's way: no `mod` names it.
            let _ = fs::remove_file(folder.join(file));
        }
    }
    Ok(())
}

impl Library {
    /// From its text, if it is the one of this digest.
    fn from(text: &str, digest: &str) -> Option<Self> {
        let noted: Value = serde_json::from_str(text).ok()?;
        let broken = noted["broken"].as_object()?.iter();
        let library = Library {
            digest: noted["digest"].as_str()?.to_owned(),
            broken: broken
                .map(|(part, errors)| Some((part.clone(), Diagnostic::all_of(errors)?)))
                .collect::<Option<_>>()?,
            failed: if noted["failed"].is_null() {
                None
            } else {
                Some(Diagnostic::all_of(&noted["failed"])?)
            },
            warnings: Diagnostic::all_of(&noted["warnings"])?,
        };
        (library.digest == digest).then_some(library)
    }

    fn text(&self) -> String {
        let all = |diagnostics: &Vec<Diagnostic>| -> Value {
            diagnostics.iter().map(Diagnostic::json).cloned().collect()
        };
        let broken: BTreeMap<&String, Value> =
            self.broken.iter().map(|(part, errors)| (part, all(errors))).collect();
        let (failed, warnings) = (self.failed.as_ref().map(all), all(&self.warnings));
        json!({"digest": self.digest, "broken": broken, "failed": failed, "warnings": warnings}).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_of_a_library_is_read_again_and_nothing_else() {
        let said = |text: &str| vec![Diagnostic::error(text)];
        let library = Library {
            digest: "one".into(),
            broken: BTreeMap::from([("Event".into(), said("no"))]),
            failed: Some(said("not at all")),
            warnings: said("unused"),
        };
        let text = library.text();

        assert_eq!(Library::from(&text, "one"), Some(library));
        assert_eq!(Library::from(&text, "two"), None);
        assert_eq!(Library::from(&text[..text.len() - 2], "one"), None);
    }
}
