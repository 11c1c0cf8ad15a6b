//! Learner code is ordinary tokio code: swap one line of `Cargo.toml`, and it runs on tokio itself, with the same outcome.

use std::fs;
use std::process::Command;

use crate::clone::{Clone, PATTERNS};

/// The line that says which tokio the exercises and solutions depend on, and the one for tokio itself.
const EXPLORED: &str = "tokio = { package = \"explored-tokio\", path = \"checker/tokio\" }";
const REAL: &str =
    "tokio = { version = \"1.54.1\", features = [\"macros\", \"rt\", \"sync\", \"test-util\", \"time\"] }";

#[test]
fn the_solutions_pass_on_tokio_itself() {
    let clone = Clone::fresh();
    let manifest = clone.workspace.path("Cargo.toml");
    let explored = fs::read_to_string(&manifest).expect("there is a manifest");
    assert_eq!(explored.matches(EXPLORED).count(), 1, "one line says which tokio it is");
    fs::write(&manifest, explored.replace(EXPLORED, REAL)).expect("it can be written");

    #[expect(clippy::disallowed_methods, reason = "a learner would type it")]
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--offline", "--no-fail-fast"]).current_dir(&clone.workspace.root);
    // It names the course itself.
    cargo.env_remove("INSTA_WORKSPACE_ROOT");
    for pattern in PATTERNS {
        cargo.args(["--package", &format!("{pattern}-solution")]);
    }
    let output = cargo.output().expect("cargo can be started");

    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.matches("zzz_reached_the_end ... ok").count(), PATTERNS.len(), "every pattern is tested");
}
