//! Learner code is ordinary tokio code: swap one line of `Cargo.toml`, and it runs on tokio itself, with the same outcome.

use std::fs;

use crate::clone::{Clone, course};

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

    let said = clone.check(&["--solutions"]);

    assert_eq!(said.code, Some(0), "{said:?}");
    let parts: usize = course().iter().map(|pattern| pattern.parts.len()).sum();
    assert_eq!(said.report.matches(" ✓    passed  ").count(), parts, "{}", said.report);
    let noted = fs::read_to_string(clone.workspace.path("target/rendezvous/foundation.json"));
    let noted: serde_json::Value = serde_json::from_str(&noted.expect("it is noted")).expect("it is JSON");
    let tokio = noted["crates"]["tokio"].as_str().expect("tokio is one of them");
    let explored =
        noted["files"].as_array().expect("there are files").iter().filter_map(|file| file.as_str());
    let tokios: Vec<&str> = explored.filter(|file| file.contains("libtokio-")).collect();
    assert_eq!(tokios.len(), 2, "tokio, and the explored one: {tokios:?}");
    let size = |file: &str| fs::metadata(file).expect("it is there").len();
    let largest = tokios.iter().max_by_key(|file| size(file));
    assert_eq!(largest, Some(&tokio), "the explored one is a thin layer");
}
