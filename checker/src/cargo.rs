//! cargo, as a child process: what the workspace holds, and what of it compiles.

use std::collections::BTreeMap;
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

/// What came of building the test target of one package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Built {
    /// The test program, if it was built.
    pub executable: Option<PathBuf>,
    /// What rustc said was wrong, as rustc prints it.
    pub errors: Vec<String>,
    /// The lines of the library that make a future and do not await it.
    pub unawaited: Vec<usize>,
}

impl Cargo {
    /// cargo for the workspace in `root`.
    ///
    /// # Errors
    /// When there is no cargo, or a manifest is broken.
    pub fn open(root: &Path) -> Result<Self> {
        let program = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
        let mut cargo = Cargo { program, root: root.to_owned(), metadata: Value::Null };
        let mut child = cargo.start(&["metadata", "--no-deps", "--format-version", "1"])?;
        let stderr = forward(child.stderr.take(), |_| ());
        let printed = serde_json::from_reader(child.stdout.take().context("it is piped")?);
        let said = join(stderr);
        if !child.wait()?.success() {
            bail!("cargo cannot read the workspace\n\n{}", said.trim_end());
        }
        cargo.metadata = printed.context("cannot understand what `cargo metadata` prints")?;
        Ok(cargo)
    }

    /// Builds the test targets of `packages`; one that does not compile does not stop the others.
    ///
    /// `progress` gets the lines in which cargo says what it is doing.
    ///
    /// # Errors
    /// When cargo could not begin: no network for a first build, a broken manifest, a full disk.
    pub fn build(
        &self,
        packages: &[String],
        progress: impl Fn(&str) + Send + 'static,
    ) -> Result<BTreeMap<String, Built>> {
        // Not `cargo test --no-run`: it stops at the first package that does not compile.
        let mut arguments =
            vec!["build", "--tests", "--keep-going", "--message-format", "json-diagnostic-rendered-ansi"];
        for package in packages {
            arguments.extend(["--package", package]);
        }
        let mut child = self.start(&arguments)?;
        let stderr = forward(child.stderr.take(), progress);
        let mut built: BTreeMap<String, Built> =
            packages.iter().map(|name| (name.clone(), Built::default())).collect();
        for line in BufReader::new(child.stdout.take().context("it is piped")?).lines() {
            // What is no JSON is the output of somebody's build script.
            if let Ok(message) = serde_json::from_str(&line?) {
                take_message(&message, &self.metadata, &mut built);
            }
        }
        let succeeded = child.wait()?.success();
        let said = join(stderr);

        let unexplained = |built: &Built| built.executable.is_none() && built.errors.is_empty();
        if !succeeded && built.values().all(unexplained) {
            bail!("cargo cannot build\n\n{}", said.trim_end());
        }
        for built in built.values_mut().filter(|built| unexplained(built)) {
            built.errors.push(said.clone());
        }
        Ok(built)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "cargo ends by itself, and Ctrl-C ends it with the checker"
    )]
    fn start(&self, arguments: &[&str]) -> Result<Child> {
        Command::new(&self.program)
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

/// Notes an executable or an error of one of the packages.
fn take_message(message: &Value, metadata: &Value, built: &mut BTreeMap<String, Built>) {
    let members = metadata["packages"].as_array();
    let package = members.and_then(|all| all.iter().find(|package| package["id"] == message["package_id"]));
    let Some(built) = package.and_then(|package| built.get_mut(package["name"].as_str()?)) else {
        return;
    };
    match message["reason"].as_str() {
        Some("compiler-artifact") if message["target"]["kind"][0] == "test" => {
            built.executable = message["executable"].as_str().map(PathBuf::from);
        }
        Some("compiler-message") if message["message"]["level"] == "error" => {
            // The last of them only counts the others.
            let rendered =
                message["message"]["rendered"].as_str().filter(|text| !text.contains("aborting due to"));
            built.errors.extend(rendered.map(str::to_owned));
        }
        Some("compiler-message") if is_unawaited(&message["message"]) => {
            let line = message["message"]["spans"][0]["line_start"].as_u64();
            built.unawaited.extend(line.and_then(|line| usize::try_from(line).ok()));
        }
        _ => {}
    }
}

/// rustc's warning about a future that is dropped on the spot: the `.await` that is easiest to forget.
fn is_unawaited(message: &Value) -> bool {
    let is_future =
        message["rendered"].as_str().is_some_and(|text| text.contains("futures do nothing unless"));
    message["code"]["code"] == "unused_must_use" && is_future
}

/// Reads a pipe to its end in the background, so that the child never waits for a reader, and hands on the lines that tell
/// what cargo is doing.
fn forward(
    pipe: Option<impl Read + Send + 'static>,
    progress: impl Fn(&str) + Send + 'static,
) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut said = String::new();
        for line in pipe.map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
            if is_progress(&line) {
                progress(&line);
            } else {
                said.push_str(&line);
                said.push('\n');
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
