//! The course is whole: what is generated is current, and nothing that a learner is promised is missing.

use std::collections::BTreeSet;
use std::fs;

use checker::cause::SECTIONS;
use checker::figures;
use checker::files;
use checker::hints::hints_of;
use checker::misconception::{CATALOGUE, Misconception};
use checker::scenario::{Scenario, snapshot_of, told_of};
use checker::seal::{self, Seal};
use checker::source::begin_of;
use checker::workspace::Workspace;
use timeline::{Event, Timeline};

use crate::clone::{course, original, part_named, stub};

/// Does not look at the learner's files: whoever has solved a part can still prove the project.
#[test]
fn the_seal_is_current() {
    let sealed = fs::read_to_string(original().path(seal::FILE)).expect("there is a seal");

    let current = checker::dev::seal(&original(), course()).expect("the course can be read");

    assert!(sealed == current, "{} is stale: run `cargo run -p checker -- dev sync`", seal::FILE);
}

#[test]
fn each_pattern_has_a_chapter_in_teaching_order() {
    let summary = fs::read_to_string(original().path("book/src/SUMMARY.md")).expect("the book has chapters");
    let mut rest = summary.as_str();
    for pattern in course() {
        let file = format!("{}.md", pattern.name);
        assert!(original().path(&format!("book/src/{file}")).is_file(), "book/src/{file} is missing");
        rest =
            rest.split_once(&format!("({file})")).unwrap_or_else(|| panic!("{file} is not in its place")).1;
    }
}

/// A part that uses another one's code waits until that is written.
#[test]
fn each_part_needs_exactly_the_parts_that_its_tests_use() {
    for pattern in course() {
        let import = format!("use {}::", pattern.name);
        for part in &pattern.parts {
            let mut used = BTreeSet::new();
            for file in files::below(&original().root, &Workspace::tests(part)).expect("it has tests") {
                let text = fs::read_to_string(original().path(&file)).expect("a test is text");
                for imports in text.lines().filter_map(|line| line.strip_prefix(&import)) {
                    let names = imports.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
                    used.extend(names.filter(|name| pattern.part(name).is_some()).map(str::to_owned));
                }
            }
            used.remove(&part.name);

            let needs: BTreeSet<String> = part.needs.iter().cloned().collect();
            assert_eq!(used, needs, "`needs` of {}", part.path());
        }
    }
}

#[test]
fn every_misconception_and_every_cause_has_its_section_in_the_book() {
    let causes = SECTIONS.iter().map(|section| ("a cause", *section));
    let misconceptions = CATALOGUE.iter().map(|Misconception { name, section, .. }| (*name, *section));
    for (name, section) in misconceptions.chain(causes) {
        let (chapter, anchor) = section.split_once('#').expect("a section stands in a chapter");
        let text = fs::read_to_string(original().path(&format!("book/src/{chapter}.md")));
        let text = text.unwrap_or_else(|error| panic!("{name}: chapter {chapter}: {error}"));
        let has_anchor = |heading: &str| {
            heading.ends_with(&format!("{{#{anchor}}}"))
                || heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-") == anchor
        };
        assert!(
            text.lines().filter(|line| line.starts_with("##")).any(has_anchor),
            "{name}: book/src/{chapter}.md has no section {anchor}"
        );
    }
}

#[test]
fn the_timelines_in_the_book_are_those_of_the_snapshots() {
    for (file, current) in figures::chapters(&original()).expect("every snapshot in the book is there") {
        let chapter = fs::read_to_string(original().path(&file)).expect("a chapter is text");
        assert!(chapter == current, "{file} is stale: run `cargo run -p checker -- dev sync`");
    }
    for pattern in course() {
        let file = format!("book/src/{}.md", pattern.name);
        let chapter = fs::read_to_string(original().path(&file)).expect("a chapter is text");
        let own = format!("<!-- snapshot: exercises/{}/", pattern.name);
        assert!(chapter.contains(&own), "{file} shows no timeline of its own");
    }
}

#[test]
fn every_part_has_three_hints_and_code_to_look_at() {
    for part in course().iter().flat_map(|pattern| &pattern.parts) {
        let hints = hints_of(&original(), part).expect("it has hints");
        assert_eq!(hints.len(), 3, "hints of {}", part.path());
        assert!(begin_of(&stub(&part.path()), &part.name) > 1, "{} is not in its stub", part.path());
    }
}

#[test]
fn every_scenario_claims_something_and_asks_a_question() {
    for part in course().iter().flat_map(|pattern| &pattern.parts) {
        for Scenario { test, claim, question, .. } in told_of(&original(), part).expect("it can be read") {
            assert!(claim.ends_with('.'), "{test}: no claim: {claim:?}");
            assert!(question.ends_with('?'), "{test}: no question: {question:?}");
        }
    }
}

#[test]
fn every_snapshot_belongs_to_a_scenario() {
    for pattern in course() {
        let told = pattern.parts.iter().flat_map(|part| told_of(&original(), part).expect("it can be read"));
        let expected: Vec<String> = told.map(|scenario| snapshot_of(&pattern.name, &scenario.test)).collect();
        let tests = format!("exercises/{}/tests", pattern.name);
        let files = files::below(&original().root, &tests).expect("a pattern has tests");
        for file in files.iter().filter(|file| file.ends_with(".snap")) {
            assert!(expected.contains(file), "{file} is of no scenario");
        }
    }
}

/// A seal that anything could break would be no use, nor one that nothing can.
#[test]
fn the_seal_holds_every_test_and_snapshot() {
    let seal = Seal::read(&original()).expect("there is a seal");

    for pattern in course() {
        for part in &pattern.parts {
            assert!(seal.text().contains(&format!("{}/main.rs", Workspace::tests(part))));
        }
        assert!(seal.text().contains(&format!("exercises/{}/Cargo.toml", pattern.name)));
        assert!(seal.text().contains(&format!("exercises/{}/src/lib.rs", pattern.name)));
        assert_eq!(seal.first_broken(&original(), pattern), None);
    }
}

/// `asyncio/PATTERN.txt` is what the article's program does on CPython; the snapshot is what the reference does.
#[test]
fn the_articles_programs_do_what_they_do_on_asyncio() {
    for (pattern, part) in [
        ("events", "start_together"),
        ("queues", "run"),
        ("semaphores", "fetch_all"),
        ("locks", "run_workers"),
        ("barriers", "run_together"),
    ] {
        let file = format!("checker/tests/asyncio/{pattern}.txt");
        let observed = fs::read_to_string(original().path(&file)).expect("it was observed");
        let test = format!("{}::the_articles_program", part_named(&format!("{pattern}::{part}")).module());
        let text = fs::read_to_string(original().path(&snapshot_of(pattern, &test)));
        let expected: Timeline =
            text.expect(&test).split_once("\n---\n").expect("a head").1.trim_end().parse().expect("a table");

        let mut asyncio = Timeline::new(expected.actors().iter().cloned());
        for line in observed.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.splitn(3, '\t').collect();
            let [at_ms, actor, what] = fields[..] else {
                panic!("{file}: {line:?} is not time, actor, event")
            };
            let at_ms = at_ms.parse().expect("milliseconds");
            asyncio.record(Event { actor: actor.into(), at_ms, what: what.into() });
        }

        assert_eq!(asyncio.to_string(), expected.to_string(), "{pattern}");
    }
}

/// The minimum Rust version is a promise about every crate that is built, ours and others'.
#[test]
fn no_dependency_needs_a_newer_rust_than_we_promise() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    #[expect(clippy::disallowed_methods, reason = "only cargo knows all the dependencies")]
    let output = std::process::Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(&original().root)
        .output()
        .expect("cargo can be started");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let version =
        |text: &str| -> Vec<u32> { text.split('.').map_while(|number| number.parse().ok()).collect() };
    let ours = packages.iter().find(|package| package["name"] == "checker").expect("it is a member");
    let promised = version(ours["rust_version"].as_str().expect("it is stated"));

    let newer: Vec<String> = packages
        .iter()
        .filter(|package| package["rust_version"].as_str().is_some_and(|needed| version(needed) > promised))
        .map(|package| format!("{} needs {}", package["name"], package["rust_version"]))
        .collect();

    assert!(newer.is_empty(), "{newer:?}");
}
