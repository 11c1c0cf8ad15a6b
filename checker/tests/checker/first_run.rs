//! What somebody sees who has just cloned the course, and who has just solved it.

use rstest::rstest;

use crate::clone::{Clone, PATTERNS, Said, course, original, reference, said, variant, with_part};

#[test]
fn a_fresh_clone_lists_every_part_as_open_and_says_where_to_begin() {
    let clone = Clone::fresh();

    let said = clone.check(&[]);

    assert_eq!(said.code, Some(1), "{said:?}");
    for part in course().iter().flat_map(|pattern| &pattern.parts) {
        let is_open =
            |line: &str| line.starts_with(" · ") && line.split_whitespace().any(|word| word == part.path());
        assert!(said.report.lines().any(is_open), "{} in {}", part.path(), said.report);
    }
    assert!(said.report.contains("Open         exercises/events/src/lib.rs:"), "{}", said.report);
    assert!(said.report.contains("cargo run -p checker -- check events::run_after"), "{}", said.report);
}

#[test]
fn the_readme_shows_what_the_checker_prints() {
    let readme = std::fs::read_to_string(original().path("README.md")).expect("there is a readme");
    let clone = Clone::fresh();

    let first = clone.check(&[]).report;
    clone.submit("events", &variant("events", &[("Event-wait", "        self.changed.notified().await;")]));
    let failure = clone.check(&["check", "events::Event"]).report;

    for report in [first, failure] {
        assert!(
            readme.contains(&format!("```text\n{}\n```", report.trim_matches('\n'))),
            "README.md lacks\n{report}"
        );
    }
}

#[test]
fn the_reference_passes() {
    let clone = Clone::fresh();

    let said = clone.check(&["--solutions"]);

    assert_eq!(said.code, Some(0), "{said:?}");
    let parts: usize = course().iter().map(|pattern| pattern.parts.len()).sum();
    assert_eq!(said.report.matches(" ✓    passed  ").count(), parts, "{}", said.report);
}

#[test]
fn a_solution_in_place_of_its_stub_passes() {
    let clone = Clone::fresh();
    for pattern in PATTERNS {
        clone.submit(pattern, &reference(pattern));
    }

    let said = clone.check(&[]);

    assert_eq!(said.code, Some(0), "{said:?}");
}

#[test]
fn every_stub_compiles_without_a_warning() {
    let clone = Clone::fresh();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());

    #[expect(clippy::disallowed_methods, reason = "cargo itself, and nothing else, tells of warnings")]
    let mut command = std::process::Command::new(cargo);
    command.arg("build");
    for pattern in PATTERNS {
        // An old build would not warn again.
        std::fs::write(
            clone.workspace.path(&format!("exercises/{pattern}/src/lib.rs")),
            checker::dev::stub(&clone.workspace, pattern).expect("a reference has a stub"),
        )
        .expect("it can be written");
        command.args(["--package", pattern]);
    }
    let built = said(command.current_dir(&clone.workspace.root));

    assert_eq!(built.code, Some(0), "{}", built.errors);
    assert!(!built.errors.contains("warning"), "{}", built.errors);
}

#[test]
fn one_part_is_checked_alone() {
    let clone = Clone::fresh();
    clone.submit("events", &reference("events"));

    let said = clone.check(&["check", "events::Event"]);

    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.report.contains("events::Event") && !said.report.contains("run_after"), "{}", said.report);
}

#[test]
fn what_is_given_to_repair_is_open_until_somebody_has_touched_it() {
    let clone = Clone::fresh();
    let stub = checker::dev::stub(&original(), "locks").expect("a reference has a stub");

    let given = clone.check(&["check", "locks::Shop"]);
    clone.submit("locks", &stub.replace("if *pieces == 0 {", "if *pieces < 1 {"));
    let touched = clone.check(&["check", "locks::Shop"]);

    assert_eq!((given.code, touched.code), (Some(1), Some(1)));
    assert!(given.report.contains(" · to repair  locks::Shop"), "{}", given.report);
    assert!(given.report.contains("Guard held too long."), "its verdict is shown\n{}", given.report);
    assert!(touched.report.contains(" ✗    failed  locks::Shop"), "{}", touched.report);
}

#[test]
fn a_part_that_waits_for_another_one_is_not_given_to_repair() {
    let clone = Clone::fresh();
    let stub = checker::dev::stub(&original(), "queues").expect("a reference has a stub");
    let step = "todo!(\"choose the fields of `Queue`, then begin with an empty one\")";
    assert!(stub.contains(step));
    clone.submit("queues", &stub.replace(step, "std::process::exit(0)"));

    let said = clone.check(&["check", "queues::put_within"]);

    assert!(said.report.contains(" ✗    failed  queues::put_within"), "{}", said.report);
}

#[test]
fn the_checker_works_from_any_folder_of_the_course() {
    let clone = Clone::fresh();

    let said = said(
        clone.command().args(["check", "locks"]).current_dir(clone.workspace.path("exercises/locks/src")),
    );

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains("unwritten  locks::Counter"), "{}", said.report);
}

#[test]
fn hints_help_more_and_more() {
    let clone = Clone::fresh();
    let hints = &course()[0].parts[3].hints;

    let first = clone.check(&["hint", "events::Event"]);
    let last = clone.check(&["hint", "events::Event", "3"]);

    // However the lines are broken.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shows = |said: &Said, hint: &String| words(&said.report).contains(&words(hint));
    assert_eq!((first.code, last.code), (Some(0), Some(0)));
    assert!(shows(&first, &hints[0]) && !shows(&first, &hints[1]), "{}", first.report);
    assert!(first.report.contains("cargo run -p checker -- hint events::Event 2"), "{}", first.report);
    assert!(hints.iter().all(|hint| shows(&last, hint)), "{}", last.report);
}

#[test]
fn a_reset_writes_a_stub_and_keeps_the_learners_file() {
    let clone = Clone::fresh();
    clone.submit("locks", "// my work\n");
    let source = clone.workspace.path("exercises/locks/src/lib.rs");

    let reset = clone.check(&["reset", "locks"]);
    let again = clone.check(&["reset", "locks"]);

    assert_eq!((reset.code, again.code), (Some(0), Some(0)), "{reset:?}");
    assert!(reset.report.contains("lib.rs.backup-1"), "{}", reset.report);
    assert!(!again.report.contains("backup"), "a stub needs no copy: {}", again.report);
    let read = |path: &std::path::Path| std::fs::read_to_string(path).expect("it is there");
    assert_eq!(read(&source.with_file_name("lib.rs.backup-1")), "// my work\n");
    assert!(read(&source).contains("todo!"), "the stub is back");
}

#[rstest]
#[case::no_pattern(&["check", "event"], "there is no pattern `event`; there are `events`, `queues`")]
#[case::no_part(&["check", "events::wait"], "`events` has no part `wait`; it has `run_after`, `set_after`")]
#[case::no_command(&["events"], "for a pattern or a part, say `check events`")]
#[case::no_such_hint(&["hint", "events"], "a hint is for one part: `events::run_after`")]
fn a_wrong_call_is_explained(#[case] arguments: &[&str], #[case] words: &str) {
    let clone = Clone::fresh();

    let said = clone.check(arguments);

    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.errors.contains(words), "{}", said.errors);
}

/// Barriers and `watch` release their waiters in random order; no report may show it.
#[test]
fn the_same_submission_gets_the_same_report() {
    let clone = Clone::fresh();
    let submit = |pattern: &str, part: &str, name: &str| {
        let entry = original().path(&format!("checker/tests/corpus/{pattern}/{name}.rs"));
        let entry = std::fs::read_to_string(entry).expect("it is in the corpus");
        clone.submit(pattern, &with_part(pattern, part, &entry));
    };
    submit("barriers", "run_together", "wrong/barrier_too_small");
    submit("events", "Event", "right/event_watch_generation");
    submit("locks", "Counter", "wrong/turn_not_given_back");
    submit("queues", "Queue", "right/queue_watch");

    let first = clone.check(&[]);
    for _ in 0..10 {
        assert_eq!(clone.check(&[]).report, first.report);
        assert_eq!(clone.check(&["check", "locks"]).code, Some(1));
    }
}
