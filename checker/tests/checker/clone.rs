//! A clone of the course as it ships, with stubs, where a test may break what it likes.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use checker::course::{Part, Pattern, course_of};
use checker::dev;
use checker::source::lines_of;
use checker::workspace::{Submission, Workspace};

/// The clone, for one test at a time: building in one place keeps a test near the speed of cargo.
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
        for name in ["Cargo.toml", "Cargo.lock", "exercises", "solutions", "checker"] {
            mirror(&original.path(name), &workspace.path(name));
        }
        // Nobody debugs what is built here, and linking takes half the time without.
        let config = "[build]\nrustflags = [\"--cfg\", \"tokio_unstable\"]\n\n[profile.dev]\ndebug = false\n";
        write(&workspace.path(".cargo/config.toml"), config.as_bytes());
        for pattern in PATTERNS {
            let stub = dev::stub(&original, pattern).expect("a reference has a stub");
            write(&workspace.path(&Workspace::source(Submission::Learner, pattern)), stub.as_bytes());
        }
        Clone { workspace, _lock: lock }
    }

    /// Puts a learner's file in place.
    pub(crate) fn submit(&self, pattern: &str, source: &str) {
        write(&self.workspace.path(&Workspace::source(Submission::Learner, pattern)), source.as_bytes());
    }

    /// Leaves of the tests of each pattern those of one part, and seals them: to build all takes several times as long.
    pub(crate) fn keep_tests_of(&self, course: &[Pattern], parts: &[&Part]) {
        for part in parts {
            let file = format!("{}/main.rs", Workspace::tests(&part.pattern));
            let text = fs::read_to_string(original().path(&file)).expect("a pattern has tests");
            let all =
                course.iter().find(|pattern| pattern.name == part.pattern).expect("it is of the course");
            let others = all.parts.iter().filter(|other| other.name != part.name);
            let lines: Vec<String> = others.map(|other| format!("mod {};", other.module())).collect();
            let kept: String = text
                .split_inclusive('\n')
                .filter(|line| !lines.iter().any(|other| other == line.trim_end()))
                .collect();
            write(&self.workspace.path(&file), kept.as_bytes());
        }
        let seal = dev::seal(&self.workspace, course).expect("the clone can be read");
        write(&self.workspace.path(checker::seal::FILE), seal.as_bytes());
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

pub(crate) fn said(command: &mut Command) -> Said {
    let output = command.output().expect("the checker can be started");
    Said {
        code: output.status.code(),
        report: String::from_utf8(output.stdout).expect("the report is text"),
        errors: String::from_utf8(output.stderr).expect("errors are text"),
    }
}

/// The course's patterns, in teaching order.
pub(crate) const PATTERNS: [&str; 5] = ["events", "queues", "semaphores", "locks", "barriers"];

/// The course that this test belongs to.
pub(crate) fn original() -> Workspace {
    Workspace::around(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the checker lies in the course")
}

/// What the course teaches.
pub(crate) fn course() -> Vec<Pattern> {
    let cargo = checker::cargo::Cargo::open(&original().root).expect("the manifests are whole");
    course_of(&cargo.metadata).expect("the exercises say what they teach")
}

/// The reference of a pattern, without anchors.
pub(crate) fn reference(pattern: &str) -> String {
    variant(pattern, &[])
}

/// The reference with other code at some anchors, without the anchors.
pub(crate) fn variant(pattern: &str, bodies: &[(&str, &str)]) -> String {
    let solution = original().path(&Workspace::source(Submission::Reference, pattern));
    let solution = fs::read_to_string(solution).expect("there is a reference");
    let mut left: Vec<&str> = bodies.iter().map(|(anchor, _)| *anchor).collect();
    let mut source = String::new();
    let mut replaced = false;
    for line in solution.lines() {
        if let Some(anchor) = line.trim_start().strip_prefix("// ANCHOR: ") {
            let name = anchor.split(" — ").next().unwrap_or(anchor);
            if let Some((_, body)) = bodies.iter().find(|(anchor, _)| *anchor == name) {
                left.retain(|anchor| *anchor != name);
                source.push_str(body);
                source.push('\n');
                replaced = true;
            }
        } else if line.trim_start().starts_with("// ANCHOR_END: ") {
            replaced = false;
        } else if !replaced {
            source.push_str(line);
            source.push('\n');
        }
    }
    assert!(left.is_empty(), "{pattern} has no anchors {left:?}");
    source
}

/// The reference with one part from the corpus in place of its own.
///
/// An entry of the corpus is that part alone, with what it imports, so that it need not change when others do. It gets a
/// module of its own, where its imports are in nobody's way. A part that is a method comes with its whole type, and what
/// an entry leaves out of its type is as in the stub.
pub(crate) fn with_part(pattern: &str, part: &str, entry: &str) -> String {
    let reference = reference(pattern);
    let stub = dev::stub(&original(), pattern).expect("a reference has a stub");
    let lines: Vec<&str> = reference.lines().collect();
    let cut_of = |item: &str| lines_of(&reference, item).expect("the reference has this part");
    let above = &lines[..cut_of(part).start];
    let item = match lines[above.len() - 1].strip_prefix(' ') {
        Some(_method) => above.iter().rev().find_map(|line| type_of_impl(line)).expect("a method has a type"),
        None => part,
    };
    let left_out: String = impls(&stub, item)
        .filter(|block| !functions(block).any(|name| functions(entry).any(|other| other == name)))
        .collect();
    let cut = cut_of(item);
    let about = |line: &&&str| line.starts_with("///") || line.starts_with("#[");
    let begin = cut.start - 1 - lines[..cut.start - 1].iter().rev().take_while(about).count();
    let rest = [&lines[..begin], &lines[cut.end - 1..]].concat().join("\n");
    format!(
        "{rest}\n\npub use submitted::{item};\n\nmod submitted {{\n    use super::*;\n{entry}\n{left_out}}}\n"
    )
}

/// `Queue` of `impl<T> Queue<T> {`, and `Event` of `impl Default for Event {`.
fn type_of_impl(line: &str) -> Option<&str> {
    let head = line.strip_prefix("impl")?.strip_suffix(" {")?;
    let without_arguments = head.strip_suffix('>').and_then(|head| Some(head.rsplit_once('<')?.0));
    without_arguments.unwrap_or(head).rsplit([' ', '>']).next()
}

/// The `impl` blocks of a type.
fn impls(source: &str, of: &str) -> impl Iterator<Item = String> {
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let begins = |line: &&str| type_of_impl(line.trim_end()) == Some(of);
    let heads: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| begins(line)).map(|(at, _)| at).collect();
    heads.into_iter().map(move |head| {
        let end = lines[head..].iter().position(|line| *line == "}\n").expect("a block has an end");
        lines[head..=head + end].concat()
    })
}

/// The names of the functions in a source.
fn functions(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| line.split_once("fn ")?.1.split(['(', '<']).next())
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
    for name in names(from).iter().filter(|name| kept(name)) {
        mirror(&from.join(name), &to.join(name));
    }
    for name in names(to).iter().filter(|name| !kept(name) || !from.join(name).exists()) {
        let path = to.join(name);
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.expect("what a test left behind can be removed");
    }
}

fn write(path: &Path, text: &[u8]) {
    if fs::read(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}
