//! What somebody sees who has just cloned the course, and who has just solved it.

use checker::course::Pattern;
use checker::hints::hints_of;
use rstest::rstest;

use crate::clone::{Clone, Said, course, original, part_named, reference, said, stub, variant};

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
    assert!(said.report.contains("Open         exercises/events/src/run_after.rs:"), "{}", said.report);
    assert!(said.report.contains("cargo run -p checker -- check events::run_after"), "{}", said.report);
}

#[test]
fn the_readme_shows_what_the_checker_prints() {
    let readme = std::fs::read_to_string(original().path("README.md")).expect("there is a readme");
    let clone = Clone::fresh();

    let first = clone.check(&[]).report;
    clone
        .submit("events::Event", &variant("events::Event", "wait", "        self.changed.notified().await;"));
    let failure = clone.check(&["check", "events::Event"]).report;

    for report in [first, failure] {
        assert!(
            readme.contains(&format!("```text\n{}\n```", report.trim_matches('\n'))),
            "README.md lacks\n{report}"
        );
    }
}

/// Of one pattern: `cargo test` runs the tests of every reference, and `real_tokio` has the checker grade them all.
#[test]
fn the_reference_passes() {
    let clone = Clone::fresh();

    let said = clone.check(&["check", "locks", "--solutions"]);

    assert_eq!(said.code, Some(0), "{said:?}");
    let locks = course().iter().find(|pattern| pattern.name == "locks").expect("it is a pattern");
    assert_eq!(said.report.matches(" ✓    passed  ").count(), locks.parts.len(), "{}", said.report);
}

#[test]
fn a_solution_in_place_of_its_stub_passes() {
    let clone = Clone::fresh();
    clone.solve("events");
    clone.solve("queues");

    let (events, queues) = (clone.check(&["check", "events"]), clone.check(&["check", "queues"]));

    assert_eq!((events.code, queues.code), (Some(0), Some(0)), "{events:?}\n{queues:?}");
}

#[test]
fn every_stub_compiles_without_a_warning() {
    let clone = Clone::fresh();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());

    #[expect(clippy::disallowed_methods, reason = "cargo itself, and nothing else, tells of warnings")]
    let mut command = std::process::Command::new(cargo);
    command.arg("build");
    for Pattern { name, .. } in course() {
        // An old build would not warn again.
        let map = clone.workspace.path(&format!("exercises/{name}/src/lib.rs"));
        let text = std::fs::read(&map).expect("it is there");
        std::fs::write(&map, text).expect("it can be written");
        command.args(["--package", name]);
    }
    let built = said(command.current_dir(&clone.workspace.root));

    assert_eq!(built.code, Some(0), "{}", built.errors);
    assert!(!built.errors.contains("warning"), "{}", built.errors);
}

#[test]
fn one_part_is_checked_alone() {
    let clone = Clone::fresh();
    clone.solve("events");

    let said = clone.check(&["check", "events::Event"]);

    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.report.contains("events::Event") && !said.report.contains("run_after"), "{}", said.report);
}

#[test]
fn a_part_that_passes_is_followed_by_its_reference_and_the_next_one() {
    let clone = Clone::fresh();
    clone.submit("queues::Queue", &reference("queues::Queue"));
    clone.submit("queues::produce", "does not compile, and is not looked at");

    let queue = clone.check(&["check", "queues::Queue"]);
    clone.solve("queues");
    let pattern = clone.check(&["check", "queues"]);

    assert_eq!((queue.code, pattern.code), (Some(0), Some(0)), "{queue:?}{pattern:?}");
    let behind = |said: &Said, words: &str| said.report.split_once(words).expect(&said.report).1.to_owned();
    let next = behind(&queue, "The part passes. Compare with the reference: solutions/queues/src/queue.rs\n");
    assert!(next.starts_with("\n Next:\n\n   Open         exercises/queues/src/consume.rs:"), "{next}");
    assert!(next.contains("   Check it     cargo run -p checker -- check queues::consume\n"), "{next}");
    let next = behind(&pattern, "parts pass. Compare with the reference: solutions/queues/src\n");
    assert!(next.contains("exercises/semaphores/src/fetch_all.rs:"), "{next}");
}

#[test]
fn what_was_passed_over_is_next_at_the_end_and_what_needs_it_comes_later() {
    let clone = Clone::fresh();
    clone.submit("events::set_after", &reference("events::set_after"));
    clone.submit("barriers::CyclicBarrier", &reference("barriers::CyclicBarrier"));

    let (last, middle) = (clone.check(&["check", "CyclicBarrier"]), clone.check(&["check", "set_after"]));

    assert!(last.report.contains("Open         exercises/events/src/run_after.rs:"), "{last:?}");
    // The tests of `start_together` use `run_after`.
    assert!(middle.report.contains("Open         exercises/events/src/event.rs:"), "{middle:?}");
}

#[test]
fn when_no_part_is_left_the_report_says_so_or_what_is_wrong() {
    let clone = Clone::fresh();
    for pattern in course() {
        clone.solve(&pattern.name);
    }

    let passed = clone.check(&["check", "events::Event"]).report;
    clone.submit("locks::Cache", &reference("locks::Cache").replace("pub async fn", "pub async async fn"));
    let wrong = clone.check(&["check", "events::Event"]);

    let parts: usize = course().iter().map(|pattern| pattern.parts.len()).sum();
    assert!(passed.ends_with(&format!("\n\n All {parts} parts pass.\n")), "{passed}");
    assert_eq!(wrong.code, Some(0), "{wrong:?}");
    assert!(
        wrong.report.contains("All parts are written, and locks::Cache does not pass. Next:"),
        "{wrong:?}"
    );
    assert!(
        wrong.report.contains("   Check it     cargo run -p checker -- check locks::Cache\n"),
        "{wrong:?}"
    );
}

#[test]
fn what_is_given_to_repair_is_open_until_somebody_has_touched_it() {
    let clone = Clone::fresh();

    let listed = clone.check(&["check", "locks"]);
    let given = clone.check(&["check", "locks::Shop"]);
    clone.submit("locks::Shop", &stub("locks::Shop").replace("if *pieces == 0 {", "if *pieces < 1 {"));
    let touched = clone.check(&["check", "locks"]);

    assert_eq!((listed.code, given.code, touched.code), (Some(1), Some(1), Some(1)));
    assert!(listed.report.contains(" · to repair  locks::Shop\n"), "{}", listed.report);
    assert!(given.report.contains(" · to repair  locks::Shop"), "{}", given.report);
    assert!(
        given.report.contains("Guard held too long."),
        "asked for, its verdict is shown\n{}",
        given.report
    );
    assert!(touched.report.contains(" ✗    failed  locks::Shop"), "{}", touched.report);
}

#[test]
fn nothing_is_built_for_stubs() {
    let clone = Clone::fresh();
    let built = clone.workspace.path("target/rendezvous/learner");
    let _ = std::fs::remove_dir_all(&built);

    let said = clone.check(&[]);

    assert!(said.errors.is_empty() && !built.exists(), "{said:?}");
}

#[test]
fn a_part_whose_tests_use_one_that_is_unwritten_says_so() {
    let clone = Clone::fresh();
    clone.submit("queues::produce", &reference("queues::produce"));

    let alone = clone.check(&["check", "queues::produce"]);
    let all = clone.check(&["check", "queues"]);

    for said in [&alone, &all] {
        let line = "· waiting    queues::produce  needs queues::Queue, which is unwritten";
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&said.report).contains(&words(line)), "{}", said.report);
    }
    assert!(
        alone.report.contains("rests on `queues::Queue`, which is unwritten. Write that first."),
        "{}",
        alone.report
    );
    assert!(alone.report.contains("Open         exercises/queues/src/queue.rs"), "{}", alone.report);
    assert!(all.report.contains("First step   choose the fields of `Queue`"), "{}", all.report);
}

/// What the tests use is known beforehand; what the code itself uses shows when it is compiled or played.
#[rstest]
#[case::compiled("queues::run_pool", "queues::Queue")]
#[case::played("barriers::run_together", "barriers::two_phases")]
fn a_part_whose_code_uses_one_that_is_unwritten_says_so(#[case] part: &str, #[case] used: &str) {
    let clone = Clone::fresh();
    clone.submit(part, &reference(part));

    let said = clone.check(&["check", part]);

    let line = format!("needs {used}, which is unwritten");
    assert!(said.report.contains(&line), "{}", said.report);
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
    let hints = hints_of(&original(), part_named("events::Event")).expect("it has hints");

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
    clone.submit("locks::Counter", "// my work\n");
    clone.submit("locks::Cache", "// more of it\n");
    let counter = clone.path("locks::Counter");

    let reset = clone.check(&["reset", "locks::Counter"]);
    let again = clone.check(&["reset", "locks", "counter"]);

    assert_eq!((reset.code, again.code), (Some(0), Some(0)), "{reset:?}");
    let file = "exercises/locks/src/counter.rs";
    let back = format!("Your version is in {file}.backup-1.\n  To take it back: cp {file}.backup-1 {file}\n");
    assert!(reset.report.contains(&back), "{}", reset.report);
    assert!(!again.report.contains("backup"), "a stub needs no copy: {}", again.report);
    let read = |path: &std::path::Path| std::fs::read_to_string(path).expect("it is there");
    assert_eq!(read(&counter.with_file_name("counter.rs.backup-1")), "// my work\n");
    assert_eq!(read(&counter), stub("locks::Counter"));
    assert_eq!(read(&clone.path("locks::Cache")), "// more of it\n", "the others are left alone");
}

#[test]
fn a_reset_of_a_pattern_brings_back_all_of_it() {
    let clone = Clone::fresh();
    clone.submit("locks::Cache", "// my work\n");
    let map = clone.workspace.path("exercises/locks/src/lib.rs");
    std::fs::write(&map, "// mine too\n").expect("it can be written");

    let reset = clone.check(&["reset", "locks"]);
    let checked = clone.check(&["check", "locks"]);

    assert_eq!(reset.code, Some(0), "{reset:?}");
    assert!(reset.report.contains("cache.rs.backup-1"), "{}", reset.report);
    assert!(reset.report.contains("lib.rs.backup-1"), "{}", reset.report);
    assert!(checked.report.contains("· unwritten  locks::Cache"), "{}", checked.report);
}

#[test]
fn the_way_back_from_a_reset_can_be_typed_in_any_folder() {
    let clone = Clone::fresh();
    clone.submit("locks::Cache", "// my work\n");
    let folder = clone.workspace.path("exercises/locks");

    let reset = said(clone.command().args(["reset", "cache"]).current_dir(&folder));

    let way_back = reset.report.split_once("To take it back: cp ").expect("there is one").1.trim();
    let (from, to) = way_back.split_once(' ').expect("two files");
    std::fs::copy(folder.join(from), folder.join(to)).expect("both can be reached");
    let text = std::fs::read_to_string(clone.path("locks::Cache")).expect("it is there");
    assert_eq!(text, "// my work\n");
}

#[rstest]
#[case::no_pattern(&["check", "evnets"], "there is no pattern or part `evnets` (did you mean `events`?); the patterns are `events`, `queues`")]
#[case::no_part(&["check", "events::evnt"], "`events` has no part `evnt` (did you mean `Event`?); it has `run_after`, `set_after`")]
#[case::no_option(&["check", "--solution"], "there is no option `--solution` (did you mean `--solutions`?)")]
#[case::no_command(&["events"], "for a pattern or a part, say `check events`")]
#[case::hint_of_a_pattern(
    &["hint", "events"],
    "a hint is for one part:\n  cargo run -p checker -- hint events::run_after\n"
)]
#[case::hint_zero(&["hint", "Event", "0"], "the hints of `events::Event` are numbered 1 to 3\n")]
#[case::hint_four(&["hint", "Event", "4"], "the hints of `events::Event` are numbered 1 to 3\n")]
#[case::scenario(
    &["check", "events::event::a_late_waiter_passes_at_once"],
    "cargo run -p checker -- replay events::event::a_late_waiter_passes_at_once\n"
)]
fn a_wrong_call_is_explained(#[case] arguments: &[&str], #[case] words: &str) {
    let clone = Clone::fresh();

    let said = clone.check(arguments);

    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.errors.contains(words), "{}", said.errors);
}

/// Case, underscores, colons and the pattern in front are no reason to refuse a name.
#[rstest]
#[case::as_scenarios_have_it(&["check", "events::event"], "unwritten  events::Event\n")]
#[case::part_alone(&["check", "Event"], "unwritten  events::Event\n")]
#[case::words(&["check", "events", "run_after"], "unwritten  events::run_after\n")]
#[case::file(&["check", "exercises/queues/src/queue/get_within.rs:12"], "unwritten  queues::get_within\n")]
#[case::hint_of_a_part_alone(&["hint", "Event"], "hint events::Event 2\n")]
#[case::hint_in_words(&["hint", "events", "event", "2"], "hint events::Event 3\n")]
#[case::hint_number_first(&["hint", "2", "events::Event"], "hint events::Event 3\n")]
#[case::list(&["list"], "unwritten  barriers::CyclicBarrier\n")]
fn what_is_meant_is_done(#[case] arguments: &[&str], #[case] words: &str) {
    let clone = Clone::fresh();

    let said = clone.check(arguments);

    assert_ne!(said.code, Some(2), "{said:?}");
    assert!(said.report.contains(words), "{}", said.report);
}

/// Barriers and `watch` release their waiters in random order; no report may show it.
#[test]
fn the_same_submission_gets_the_same_report() {
    let clone = Clone::fresh();
    let submit = |part: &str, name: &str| {
        let entry = original().path(&format!("checker/tests/corpus/{name}.rs"));
        clone.submit(part, &std::fs::read_to_string(entry).expect("it is in the corpus"));
    };
    submit("barriers::two_phases", "barriers/right/in_a_tuple");
    submit("barriers::run_together", "barriers/wrong/barrier_too_small");
    submit("events::Event", "events/right/event_watch_generation");
    submit("locks::Counter", "locks/wrong/turn_not_given_back");
    submit("queues::Queue", "queues/right/queue_watch");

    let first = clone.check(&["--fresh"]);
    for _ in 0..4 {
        assert_eq!(clone.check(&["--fresh"]).report, first.report);
        assert_eq!(clone.check(&["check", "locks"]).code, Some(1));
    }
}
