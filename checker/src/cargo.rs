//! cargo, as a child process: it knows the workspace, and builds what does not change while somebody learns.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The cargo that started the checker, else the one on the path; and what it says of the workspace.
#[derive(Debug, Clone)]
pub struct Cargo {
    program: PathBuf,
    root: PathBuf,
    /// What `cargo metadata` prints about the members of the workspace.
    pub metadata: Value,
}

/// What cargo has built of one package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// The package.
    pub package: String,
    /// The files of one of its crates.
    pub files: Vec<PathBuf>,
}

impl Artifact {
    /// What `rustc` takes behind `--extern`: a library, or a procedural macro.
    pub fn library(&self) -> Option<&PathBuf> {
        let is_library = |file: &&PathBuf| {
            let extension = file.extension().and_then(|extension| extension.to_str());
            ["rlib", env::consts::DLL_EXTENSION].iter().any(|library| extension == Some(library))
        };
        self.files.iter().find(is_library)
    }
}

impl Cargo {
    /// cargo for the workspace in `root`.
    ///
    /// # Errors
    /// When there is no cargo, or a manifest is broken.
    pub fn open(root: &Path) -> Result<Self> {
        let program = env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
        let mut cargo = Cargo { program, root: root.to_owned(), metadata: Value::Null };
        let mut child = cargo.start(&["metadata", "--no-deps", "--format-version", "1"], None)?;
        let stderr = forward(child.stderr.take(), |_| ());
        let printed = serde_json::from_reader(child.stdout.take().context("it is piped")?);
        let said = join(stderr);
        if !child.wait()?.success() {
            bail!("cargo cannot read the workspace\n\n{}", said.trim_end());
        }
        cargo.metadata = printed.context("cannot understand what `cargo metadata` prints")?;
        Ok(cargo)
    }

    /// The folder that things are built in.
    pub fn target(&self) -> PathBuf {
        let folder = self.metadata["target_directory"].as_str();
        folder.map_or_else(|| self.root.join("target"), PathBuf::from)
    }

    /// Whether the workspace has a package of this name.
    pub fn has_member(&self, package: &str) -> bool {
        let members = self.metadata["packages"].as_array();
        members.into_iter().flatten().any(|member| member["name"] == package)
    }

    /// The compiler that this cargo uses: the one beside it, if there is one. Not the one on the path, which rustup has
    /// look for the toolchain each time it is started.
    pub fn rustc(&self) -> PathBuf {
        let name = format!("rustc{}", env::consts::EXE_SUFFIX);
        let asked_for = env::var_os("RUSTC").map(PathBuf::from);
        let beside = || Some(self.program.parent()?.join(&name)).filter(|rustc| rustc.is_file());
        asked_for.or_else(beside).unwrap_or_else(|| PathBuf::from(&name))
    }

    /// Builds `packages` with these flags, and tells what it has built of them and of what they need.
    ///
    /// `progress` gets the lines in which cargo says what it is doing.
    ///
    /// # Errors
    /// When it does not come to its end: no network for a first build, a broken manifest, a full disk.
    pub fn build(
        &self,
        packages: &[&str],
        flags: &[String],
        progress: impl Fn(&str) + Send + 'static,
    ) -> Result<Vec<Artifact>> {
        let mut arguments = vec!["build", "--message-format", "json-render-diagnostics"];
        for package in packages {
            arguments.extend(["--package", package]);
        }
        let mut child = self.start(&arguments, Some(flags))?;
        let stderr = forward(child.stderr.take(), progress);
        let mut artifacts = Vec::new();
        for line in BufReader::new(child.stdout.take().context("it is piped")?).lines() {
            // What is not JSON is the output of a build script.
            if let Ok(message) = serde_json::from_str::<Value>(&line?) {
                artifacts.extend(artifact_of(&message));
            }
        }
        let said = join(stderr);
        if !child.wait()?.success() {
            bail!("cargo cannot build what the exercises depend on\n\n{}", said.trim_end());
        }
        Ok(artifacts)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "cargo ends by itself, and Ctrl-C ends it with the checker"
    )]
    fn start(&self, arguments: &[&str], flags: Option<&[String]>) -> Result<Child> {
        let mut command = Command::new(&self.program);
        if let Some(flags) = flags {
            command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        }
        command
            .args(arguments)
            .current_dir(&self.root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| {
                format!(
                    "cannot start {}\ninstall Rust from https://rustup.rs, or put the folder of `cargo` on your PATH",
                    self.program.display()
                )
            })
    }
}

/// What a compiler says that it is.
#[expect(clippy::disallowed_methods, reason = "it prints a few lines and ends")]
pub fn version_of(rustc: &Path) -> Option<String> {
    let printed = Command::new(rustc).arg("-vV").stdin(Stdio::null()).output().ok()?;
    String::from_utf8(printed.stdout).ok()
}

/// What a message of cargo's says that it has built.
fn artifact_of(message: &Value) -> Option<Artifact> {
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    let files = message["filenames"].as_array()?.iter().filter_map(Value::as_str);
    let package = name_in(message["package_id"].as_str()?)?;
    Some(Artifact { package: package.to_owned(), files: files.map(PathBuf::from).collect() })
}

/// The name in a package id: `…/tokio#explored-tokio@0.1.0`, or `…/insta#1.49.0` where the folder is called the same.
fn name_in(id: &str) -> Option<&str> {
    let (path, version) = id.rsplit_once('#')?;
    match version.split_once('@') {
        Some((name, _)) => Some(name),
        None => path.rsplit('/').next(),
    }
}

/// Reads a pipe to its end in the background, so that the child never waits for a reader, and hands on the lines that tell
/// what cargo is doing, each of them once.
fn forward(
    pipe: Option<impl Read + Send + 'static>,
    progress: impl Fn(&str) + Send + 'static,
) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut said = String::new();
        let mut last = String::new();
        for line in pipe.map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
            if !is_progress(&line) {
                said.push_str(&line);
                said.push('\n');
            } else if line != last {
                progress(&line);
                last = line;
            }
        }
        said
    })
}

fn join(reader: thread::JoinHandle<String>) -> String {
    reader.join().expect("a reader does not panic")
}

/// `   Compiling tokio v1.54.1`: a word that is right-aligned to twelve columns.
fn is_progress(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    ["Compiling", "Downloading", "Downloaded", "Updating", "Locking", "Blocking"].contains(&word)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::renamed("path+file:///home/a/checker/tokio#explored-tokio@0.1.0", "explored-tokio")]
    #[case::folder("path+file:///home/a/checker/stage#0.1.0", "stage")]
    #[case::registry("registry+https://example.org/index#insta@1.49.0", "insta")]
    fn a_package_id_tells_the_name(#[case] id: &str, #[case] name: &str) {
        assert_eq!(name_in(id), Some(name));
    }
}
