//! What every submission is compiled against: the dependencies of the exercises and of their tests, built once by cargo.
//!
//! Exercises are then compiled with `rustc` itself. To ask cargo again at each check would take a tenth of a second, and
//! cargo cannot compile several submissions of one pattern side by side, nor one in which a file is replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::cargo::Cargo;
use crate::course::{Dependency, Pattern};
use crate::digest::Digest;
use crate::files;
use crate::report::words;
use crate::workspace::Workspace;

/// For `rng_seed` alone, as in `.cargo/config.toml`. Here it holds also where somebody sets flags of their own: without
/// it a seed does not repeat the order in which tokio itself draws lots.
const FLAGS: [&str; 2] = ["--cfg", "tokio_unstable"];

/// What the foundation is made of, relative to the root, beside the manifest of the workspace and its lock file.
const FOLDERS: [&str; 3] = ["checker/stage", "checker/timeline", "checker/tokio"];

/// Crates to compile with, and how.
#[derive(Debug, Clone)]
pub struct Foundation {
    /// Tells it from every other.
    pub id: String,
    /// The compiler that built it.
    pub rustc: PathBuf,
    /// Flags for every crate that is compiled against it.
    pub flags: Vec<String>,
    crates: BTreeMap<String, PathBuf>,
    folders: Vec<PathBuf>,
}

impl Foundation {
    /// The foundation of this course, built if it is not there. `progress` gets what cargo says it is doing.
    ///
    /// # Errors
    /// When cargo cannot build it.
    pub fn of(
        workspace: &Workspace,
        cargo: &Cargo,
        course: &[Pattern],
        progress: impl Fn(&str) + Clone + Send + 'static,
    ) -> Result<Self> {
        let wanted: BTreeSet<&Dependency> = course
            .iter()
            .flat_map(|pattern| pattern.compiled.code.iter().chain(&pattern.compiled.tests))
            .collect();
        let mut flags = flags();
        let id = id(workspace, cargo, &wanted, &flags)?;
        let stamp = cargo.target().join("rendezvous").join("foundation.json");
        let noted = match fs::read_to_string(&stamp).ok().and_then(|text| Noted::from(&text, &id)) {
            Some(noted) => noted,
            None => {
                progress(words::FOUNDATION);
                words::unusual_flags(|name| env::var_os(name).is_some())
                    .iter()
                    .for_each(|line| progress(line));
                let noted = built(cargo, &wanted, &flags, progress)?;
                files::write(&stamp, noted.text(&id))?;
                noted
            }
        };
        if let Some(target) = &noted.target {
            flags.extend(["--target".to_owned(), target.clone()]);
        }
        let folders: BTreeSet<PathBuf> =
            noted.files.iter().filter_map(|file| Some(file.parent()?.to_owned())).collect();
        Ok(Foundation {
            id,
            rustc: cargo.rustc(),
            flags,
            crates: noted.crates,
            folders: folders.into_iter().collect(),
        })
    }

    /// The arguments that let `rustc` find these crates.
    ///
    /// # Errors
    /// When one of them is not of the foundation.
    pub fn externs<'a>(&self, wanted: impl IntoIterator<Item = &'a Dependency>) -> Result<Vec<String>> {
        let mut arguments = Vec::new();
        for folder in &self.folders {
            arguments.extend(["-L".to_owned(), format!("dependency={}", folder.display())]);
        }
        for Dependency { name, .. } in wanted {
            let file = self.crates.get(name).with_context(|| format!("cargo has built no crate `{name}`"))?;
            arguments.extend(["--extern".to_owned(), format!("{name}={}", file.display())]);
        }
        Ok(arguments)
    }
}

/// What cargo has built, as it is noted beside it.
struct Noted {
    crates: BTreeMap<String, PathBuf>,
    /// All of them, and those that they need.
    files: Vec<PathBuf>,
    /// The target that was asked for, if any was.
    target: Option<String>,
}

impl Noted {
    /// From its text, if it is of this foundation and every file is there.
    fn from(text: &str, id: &str) -> Option<Self> {
        let noted: Value = serde_json::from_str(text).ok()?;
        let path = |value: &Value| value.as_str().map(PathBuf::from);
        let crates = noted["crates"].as_object()?.iter();
        let noted = Noted {
            crates: crates.map(|(name, file)| Some((name.clone(), path(file)?))).collect::<Option<_>>()?,
            files: noted["files"].as_array()?.iter().map(path).collect::<Option<_>>()?,
            target: noted["target"].as_str().map(str::to_owned),
        }
        .only_if(noted["id"] == id);
        noted.filter(|noted| noted.files.iter().all(|file| file.is_file()))
    }

    fn only_if(self, is_so: bool) -> Option<Self> {
        is_so.then_some(self)
    }

    fn text(&self, id: &str) -> String {
        let path = |path: &PathBuf| path.to_string_lossy().into_owned();
        let crates: BTreeMap<&String, String> =
            self.crates.iter().map(|(name, file)| (name, path(file))).collect();
        let files: Vec<String> = self.files.iter().map(path).collect();
        json!({"id": id, "crates": crates, "files": files, "target": self.target}).to_string()
    }
}

/// Has cargo build these crates.
fn built(
    cargo: &Cargo,
    wanted: &BTreeSet<&Dependency>,
    flags: &[String],
    progress: impl Fn(&str) + Send + 'static,
) -> Result<Noted> {
    // The others come with the stage: cargo takes only members of the workspace by name.
    let packages: Vec<&str> = wanted.iter().map(|dependency| dependency.package.as_str()).collect();
    let packages: Vec<&str> = packages.into_iter().filter(|package| cargo.has_member(package)).collect();
    let artifacts = cargo.build(&packages, flags, progress)?;
    let mut crates = BTreeMap::new();
    for Dependency { package, name } in wanted {
        let artifact = artifacts.iter().find(|artifact| artifact.package == *package);
        let library = artifact.and_then(|artifact| artifact.library());
        let library = library.with_context(|| format!("cargo has built no library of `{package}`"))?;
        crates.insert(name.clone(), library.clone());
    }
    let files: Vec<PathBuf> = artifacts.iter().filter_map(|artifact| artifact.library().cloned()).collect();
    let target = crates.values().next().and_then(|file| target_of(file, &cargo.target()));
    Ok(Noted { crates, files, target })
}

/// `x86_64-unknown-linux-musl` of `target/x86_64-unknown-linux-musl/debug/deps/libtokio.rlib`.
fn target_of(file: &Path, target: &Path) -> Option<String> {
    let mut inside = file.strip_prefix(target).ok()?.components();
    let first = inside.next()?.as_os_str().to_str()?;
    (first != "debug").then(|| first.to_owned())
}

/// Those that are set outside, and ours behind them.
fn flags() -> Vec<String> {
    let encoded = env::var("CARGO_ENCODED_RUSTFLAGS").ok();
    let encoded = encoded.map(|flags| flags.split('\x1f').map(str::to_owned).collect::<Vec<_>>());
    let spaced = || {
        let flags = env::var("RUSTFLAGS").unwrap_or_default();
        flags.split_whitespace().map(str::to_owned).collect()
    };
    let mut flags: Vec<String> = encoded.unwrap_or_else(spaced);
    flags.retain(|flag| !flag.is_empty());
    if !flags.windows(2).any(|two| two == FLAGS) {
        flags.extend(FLAGS.map(str::to_owned));
    }
    flags
}

/// What the foundation depends on, as a digest.
fn id(
    workspace: &Workspace,
    cargo: &Cargo,
    wanted: &BTreeSet<&Dependency>,
    flags: &[String],
) -> Result<String> {
    let mut digest = Digest::new().with(env!("CARGO_PKG_VERSION")).with(rustc_id(&cargo.rustc()));
    for name in ["CARGO_BUILD_TARGET", "CARGO_BUILD_RUSTFLAGS", "CARGO_PROFILE_DEV_DEBUG"] {
        digest = digest.with(env::var(name).unwrap_or_default());
    }
    for part in flags.iter().chain(wanted.iter().flat_map(|wanted| [&wanted.package, &wanted.name])) {
        digest = digest.with(part);
    }
    for file in ["Cargo.toml", "Cargo.lock", ".cargo/config.toml"] {
        digest = digest.with(fs::read(workspace.path(file)).unwrap_or_default());
    }
    for folder in FOLDERS {
        for file in files::below(&workspace.root, folder)?.iter().filter(|file| !file.contains("/tests/")) {
            let text = fs::read(workspace.path(file)).with_context(|| format!("cannot read {file}"))?;
            digest = digest.with(file).with(text);
        }
    }
    Ok(digest.text())
}

/// Path, size and time of a compiler: another version has another of these. One that is found on the path is a proxy for
/// others, and is asked.
fn rustc_id(rustc: &Path) -> String {
    let Ok(metadata) = fs::metadata(rustc) else {
        return crate::cargo::version_of(rustc).unwrap_or_default();
    };
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{} {} {:?}", rustc.display(), metadata.len(), modified.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_of_its_own_stands_in_the_path() {
        let of = |file: &str| target_of(Path::new(file), Path::new("/t"));

        assert_eq!(of("/t/debug/deps/libtokio.rlib"), None);
        assert_eq!(of("/t/wasm32-wasip1/debug/deps/libtokio.rlib").as_deref(), Some("wasm32-wasip1"));
    }

    #[test]
    fn what_is_noted_is_read_again_and_nothing_else() {
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let noted = Noted {
            crates: BTreeMap::from([("tokio".into(), here.clone())]),
            files: vec![here.clone()],
            target: None,
        };
        let text = noted.text("one");

        assert_eq!(Noted::from(&text, "one").map(|noted| noted.files), Some(vec![here]));
        assert!(Noted::from(&text, "two").is_none(), "another foundation");
        assert!(Noted::from(&text[..text.len() / 2], "one").is_none(), "cut off");
        assert!(Noted::from(&text.replace("Cargo.toml", "gone"), "one").is_none(), "a file is gone");
    }
}
