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
use crate::process::{self, End, Limits};
use crate::report::words;
use crate::sources::Sources;
use crate::workspace::Workspace;

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
    pub broken: BTreeMap<String, Errors>,
    /// What is wrong where no part can be told from the others: nothing is compiled then.
    pub failed: Option<Errors>,
    /// Where a future is made and not awaited: files relative to `src`, and lines.
    pub unawaited: Vec<(String, usize)>,
}

/// What rustc does not accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errors {
    /// The first of them, as rustc prints it.
    pub first: String,
    /// Its file, relative to the root, with `/`, and its line.
    pub place: Option<(String, usize)>,
    /// How many more there are.
    pub more: usize,
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
        stub: impl Fn(&Part) -> Result<String>,
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
        let mut library = Library { digest, broken: BTreeMap::new(), failed: None, unawaited: vec![] };
        loop {
            let said = self.compile_library(pattern, &sources)?;
            if said.succeeded {
                library.unawaited = said.unawaited;
                break;
            }
            let mut newly = said.by_part(pattern, &sources.folder);
            newly.retain(|part, _| !library.broken.contains_key(part));
            if newly.is_empty() {
                library.failed = Some(said.errors());
                break;
            }
            for name in newly.keys() {
                let part = pattern.part(name).context("an error is about a part of the pattern")?;
                for replaced in std::iter::once(part).chain(pattern.extensions(part)) {
                    sources.put(&replaced.file, stub(replaced)?);
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
    ) -> Result<std::result::Result<(), Errors>> {
        let noted = self.of(&pattern.name).join(format!("{}.digest", part.module()));
        if program.file.is_file() && fs::read_to_string(&noted).is_ok_and(|digest| digest == program.digest) {
            return Ok(Ok(()));
        }
        // Before it is written: what is cut off is not taken for whole.
        let _ = fs::remove_file(&noted);
        let said = self.compile_program(pattern, part, program)?;
        if !said.succeeded {
            return Ok(Err(said.errors()));
        }
        files::write(&noted, &program.digest)?;
        Ok(Ok(()))
    }

    fn library_file(&self, pattern: &str) -> PathBuf {
        self.of(pattern).join(format!("lib{pattern}.rlib"))
    }

    fn compile_library(&self, pattern: &Pattern, sources: &Sources) -> Result<Said> {
        let src = self.of(&pattern.name).join("src");
        lay_out(sources, &src)?;
        let root = src.join("lib.rs").to_string_lossy().into_owned();
        let remapped = format!("--remap-path-prefix={}={}", src.display(), sources.folder);
        let mut arguments = vec![root, remapped];
        arguments.extend(["--crate-type", "lib", "--emit", "link", "--out-dir"].map(str::to_owned));
        arguments.push(self.of(&pattern.name).to_string_lossy().into_owned());
        // A stub does not use its arguments until it is written.
        arguments.extend(["--allow", "unused_variables"].map(str::to_owned));
        arguments.extend(self.foundation.externs(&pattern.compiled.code)?);
        let file = self.library_file(&pattern.name);
        let _ = fs::remove_file(&file);
        self.rustc(pattern, &pattern.name, arguments, &sources.folder)
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
        self.rustc(pattern, &part.module(), arguments, "")
    }

    /// Starts `rustc` in the root of the course, so that messages name files as a person there would.
    fn rustc(&self, pattern: &Pattern, crate_name: &str, rest: Vec<String>, folder: &str) -> Result<Said> {
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
        Ok(Said::from(&finished.output, finished.end, folder))
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

/// What `rustc` said.
struct Said {
    succeeded: bool,
    errors: Vec<Error>,
    unawaited: Vec<(String, usize)>,
}

/// One error.
struct Error {
    rendered: String,
    /// Its file, relative to the root, and its line.
    place: Option<(String, usize)>,
    /// The text of that line.
    line: String,
}

impl Said {
    fn from(output: &str, end: End, folder: &str) -> Self {
        let mut said = Said { succeeded: end == End::Exited(Some(0)), errors: vec![], unawaited: vec![] };
        let mut rest = String::new();
        for line in output.lines() {
            let Ok(message) = serde_json::from_str::<Value>(line) else {
                rest.push_str(line);
                rest.push('\n');
                continue;
            };
            let text = message["rendered"].as_str().unwrap_or_default();
            let place = place_of(&message);
            if message["level"] == "error" && !text.contains("aborting due to") {
                let (place, line) = place.map_or((None, String::new()), |(place, line)| (Some(place), line));
                said.errors.push(Error { rendered: text.to_owned(), place, line });
            } else if is_unawaited(&message)
                && let Some(((file, line), _)) = place
                && let Some(file) = file.strip_prefix(&format!("{folder}/"))
            {
                said.unawaited.push((file.to_owned(), line));
            }
        }
        if !said.succeeded && said.errors.is_empty() {
            let rendered = match end {
                End::TimedOut => words::RUSTC_TIMED_OUT.to_owned(),
                _ => rest,
            };
            said.errors.push(Error { rendered, place: None, line: String::new() });
        }
        said
    }

    fn errors(&self) -> Errors {
        Errors::of(&self.errors.iter().collect::<Vec<_>>())
    }

    /// The errors by the part that they are about: in its file, or in the line of the map that names it.
    fn by_part(&self, pattern: &Pattern, folder: &str) -> BTreeMap<String, Errors> {
        let mut by_part: BTreeMap<String, Vec<&Error>> = BTreeMap::new();
        for error in &self.errors {
            if let Some(part) = error.part(pattern, folder) {
                by_part.entry(part.name.clone()).or_default().push(error);
            }
        }
        by_part.into_iter().map(|(part, errors)| (part, Errors::of(&errors))).collect()
    }
}

impl Error {
    fn part<'a>(&self, pattern: &'a Pattern, folder: &str) -> Option<&'a Part> {
        let (file, _) = self.place.as_ref()?;
        let file = file.strip_prefix(folder)?.strip_prefix('/')?;
        pattern.part_in(file).or_else(|| {
            // `pub use event::Event;`, or `mod event;`.
            let words = self.line.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
            let mut named = words.filter(|word| !["pub", "use", "mod", ""].contains(word));
            let module = named.next()?;
            pattern.parts.iter().find(|part| part.module() == module)
        })
    }
}

impl Errors {
    fn of(errors: &[&Error]) -> Self {
        let first = errors.first();
        Errors {
            first: first.map(|error| error.rendered.clone()).unwrap_or_default(),
            place: first.and_then(|error| error.place.clone()),
            more: errors.len().saturating_sub(1),
        }
    }
}

/// The place that a message is about, and the text of its line: where a macro is called, not where it is defined.
fn place_of(message: &Value) -> Option<((String, usize), String)> {
    let spans = message["spans"].as_array()?;
    let mut span = spans.iter().find(|span| span["is_primary"] == true)?;
    while !span["expansion"].is_null() {
        span = &span["expansion"]["span"];
    }
    let file = span["file_name"].as_str()?.replace('\\', "/");
    let line = usize::try_from(span["line_start"].as_u64()?).ok()?;
    let text = span["text"][0]["text"].as_str().unwrap_or_default();
    Some(((file, line), text.to_owned()))
}

/// rustc's warning about a future that is dropped on the spot: the `.await` that is easiest to forget.
fn is_unawaited(message: &Value) -> bool {
    let is_future =
        message["rendered"].as_str().is_some_and(|text| text.contains("futures do nothing unless"));
    message["code"]["code"] == "unused_must_use" && is_future
}

impl Library {
    /// From its text, if it is the one of this digest.
    fn from(text: &str, digest: &str) -> Option<Self> {
        let noted: Value = serde_json::from_str(text).ok()?;
        let errors = |value: &Value| {
            Some(Errors {
                first: value["first"].as_str()?.to_owned(),
                place: place_in(&value["place"]),
                more: usize::try_from(value["more"].as_u64()?).ok()?,
            })
        };
        let broken = noted["broken"].as_object()?.iter();
        let library = Library {
            digest: noted["digest"].as_str()?.to_owned(),
            broken: broken
                .map(|(part, value)| Some((part.clone(), errors(value)?)))
                .collect::<Option<_>>()?,
            failed: if noted["failed"].is_null() { None } else { Some(errors(&noted["failed"])?) },
            unawaited: noted["unawaited"].as_array()?.iter().map(place_in).collect::<Option<_>>()?,
        };
        (library.digest == digest).then_some(library)
    }

    fn text(&self) -> String {
        let errors =
            |errors: &Errors| json!({"first": errors.first, "place": errors.place, "more": errors.more});
        let broken: BTreeMap<&String, Value> =
            self.broken.iter().map(|(part, broken)| (part, errors(broken))).collect();
        let failed = self.failed.as_ref().map(errors);
        json!({"digest": self.digest, "broken": broken, "failed": failed, "unawaited": self.unawaited})
            .to_string()
    }
}

/// A file and a line, as an array of two.
fn place_in(value: &Value) -> Option<(String, usize)> {
    Some((value[0].as_str()?.to_owned(), usize::try_from(value[1].as_u64()?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_of_a_library_is_read_again_and_nothing_else() {
        let errors = Errors { first: "no".into(), place: Some(("a.rs".into(), 7)), more: 2 };
        let library = Library {
            digest: "one".into(),
            broken: BTreeMap::from([("Event".into(), errors.clone())]),
            failed: Some(Errors { place: None, ..errors }),
            unawaited: vec![("event.rs".into(), 3)],
        };
        let text = library.text();

        assert_eq!(Library::from(&text, "one"), Some(library));
        assert_eq!(Library::from(&text, "two"), None);
        assert_eq!(Library::from(&text[..text.len() - 2], "one"), None);
    }

    #[test]
    fn an_error_in_a_macro_is_where_the_macro_is_called() {
        let message = json!({"spans": [{"is_primary": true, "file_name": "macros.rs", "line_start": 1, "text": [],
            "expansion": {"span": {"file_name": "src\\event.rs", "line_start": 7, "expansion": null,
                "text": [{"text": "x!()"}]}}}]});

        assert_eq!(place_of(&message), Some((("src/event.rs".into(), 7), "x!()".into())));
    }
}
