//! A clone of the course as it ships, with stubs, where a test may break what it likes.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use checker::cargo::Cargo;
use checker::course::{Part, Pattern, course_of};
use checker::dev;
use checker::foundation::Foundation;
use checker::stub::reference_of;
use checker::workspace::{Submission, Workspace};

/// The clone, for one test at a time.
pub(crate) struct Clone {
    pub(crate) workspace: Workspace,
    /// Held as long as the clone is used, also against other test processes.
    _lock: File,
}

/// What the checker printed and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) report: String,
    pub(crate) errors: String,
}

impl Clone {
    /// A clone in which nothing is solved yet.
    pub(crate) fn fresh() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let lock = File::create(folder.join("clone.lock"))
            .expect("the folder for temporary files can be written to");
        lock.lock().expect("it can be locked");
        let original = original();
        let workspace = Workspace { root: folder.join("clone") };
        // All but the tests of the checker, which are more than the rest.
        let of_checker = ["Cargo.toml", "seal.sha256", "src", "benches", "stage", "timeline", "tokio"];
        let names =
            ["Cargo.toml", "Cargo.lock", ".cargo", "exercises", "solutions", "book/src"].map(str::to_owned);
        for name in names.into_iter().chain(of_checker.map(|name| format!("checker/{name}"))) {
            let name = name.as_str();
            mirror(&original.path(name), &workspace.path(name));
        }
        for pattern in course() {
            for (file, stub) in dev::stubs(&original, pattern).expect("a reference has a stub") {
                write(&workspace.path(&file), stub.as_bytes());
            }
        }
        // The clone is made of the same texts, so what its exercises are compiled against is there already.
        write(&workspace.path("target/rendezvous/foundation.json"), foundation_of_the_original());
        Clone { workspace, _lock: lock }
    }

    /// Puts a learner's file in place; `part` is named as `events::Event`.
    pub(crate) fn submit(&self, part: &str, source: &str) {
        write(&self.path(part), source.as_bytes());
    }

    /// Puts the reference in place for every part of a pattern.
    pub(crate) fn solve(&self, pattern: &str) {
        let pattern = course().iter().find(|other| other.name == pattern).expect("it is a pattern");
        for part in &pattern.parts {
            self.submit(&part.path(), &reference(&part.path()));
        }
    }

    /// The learner's file of a part.
    pub(crate) fn path(&self, part: &str) -> PathBuf {
        self.workspace.path(&Workspace::source(Submission::Learner, part_named(part)))
    }

    /// Runs the checker in the root of the clone, into a pipe.
    pub(crate) fn check(&self, arguments: &[&str]) -> Said {
        said(self.command().args(arguments))
    }

    /// The checker, ready to be started in the root of the clone.
    pub(crate) fn command(&self) -> Command {
        #[expect(clippy::disallowed_methods, reason = "the program that these tests are about")]
        let mut command = Command::new(env!("CARGO_BIN_EXE_checker"));
        command.current_dir(&self.workspace.root).env_remove("COLUMNS").env_remove("CLICOLOR_FORCE");
        command
    }
}

/// What is noted of the foundation of the original, which is built if need be.
fn foundation_of_the_original() -> &'static [u8] {
    static NOTED: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let original = original();
        let cargo = Cargo::open(&original.root).expect("the manifests are whole");
        Foundation::of(&original, &cargo, course(), |_| ()).expect("it can be built");
        fs::read(cargo.target().join("rendezvous/foundation.json")).expect("it is noted")
    });
    &NOTED
}

pub(crate) fn said(command: &mut Command) -> Said {
    let output = command.output().expect("the checker can be started");
    Said {
        code: output.status.code(),
        report: String::from_utf8(output.stdout).expect("the report is text"),
        errors: String::from_utf8(output.stderr).expect("errors are text"),
    }
}

/// The course that this test belongs to.
pub(crate) fn original() -> Workspace {
    Workspace::around(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the checker lies in the course")
}

/// What the course teaches.
pub(crate) fn course() -> &'static [Pattern] {
    static COURSE: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
        let cargo = Cargo::open(&original().root).expect("the manifests are whole");
        course_of(&cargo.metadata).expect("the exercises say what they teach")
    });
    &COURSE
}

/// The part of this name, such as `events::Event`.
pub(crate) fn part_named(path: &str) -> &'static Part {
    let mut parts = course().iter().flat_map(|pattern| &pattern.parts);
    parts.find(|part| part.path() == path).unwrap_or_else(|| panic!("there is no part {path}"))
}

/// The reference of a part, as a learner would have written it.
pub(crate) fn reference(part: &str) -> String {
    reference_of(&solution(part))
}

/// The stub of a part.
pub(crate) fn stub(part: &str) -> String {
    dev::stub(&original(), part_named(part)).expect("a reference has a stub")
}

fn solution(part: &str) -> String {
    let file = Workspace::source(Submission::Reference, part_named(part));
    fs::read_to_string(original().path(&file)).expect("there is a reference")
}

/// The reference of a part with another body in one of its functions.
pub(crate) fn variant(part: &str, function: &str, body: &str) -> String {
    let solution = solution(part);
    let lines: Vec<&str> = solution.lines().collect();
    let is_head = |line: &&str| {
        line.split_once("fn ").is_some_and(|(_, rest)| rest.split(['(', '<']).next() == Some(function))
    };
    let head = lines.iter().position(is_head).unwrap_or_else(|| panic!("{part} has no {function}"));
    let find = |marker: &str| {
        let at = lines[head..].iter().position(|line| line.trim() == marker);
        head + at.unwrap_or_else(|| panic!("{part}: no {marker} behind {function}"))
    };
    let (begin, end) = (find("// REFERENCE"), find("// END"));
    reference_of(&[&lines[..begin], &[body], &lines[end + 1..]].concat().join("\n"))
}

/// Makes `to` the same as `from`. What is the same already keeps its time, so that cargo need not build it again.
fn mirror(from: &Path, to: &Path) {
    if from.is_file() {
        write(to, &fs::read(from).expect("it can be read"));
        return;
    }
    let names = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| PathBuf::from(entry.expect("it can be listed").file_name())).collect()
    };
    let kept = |name: &PathBuf| !name.to_string_lossy().contains(".backup-");
    if fs::symlink_metadata(to).is_ok_and(|there| !there.is_dir()) {
        remove(to);
    }
    for name in names(from).iter().filter(|name| kept(name)) {
        mirror(&from.join(name), &to.join(name));
    }
    for name in names(to).iter().filter(|name| !kept(name) || !from.join(name).exists()) {
        remove(&to.join(name));
    }
}

fn remove(path: &Path) {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|there| there.is_dir());
    let removed = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.expect("what a test left behind can be removed");
}

fn write(path: &Path, text: &[u8]) {
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_file() && fs::read(path).is_ok_and(|old| old == text) => return,
        Ok(there) if there.is_file() => {}
        Ok(_) => remove(path),
        Err(_) => fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be made"),
    }
    fs::write(path, text).expect("it can be written");
}
