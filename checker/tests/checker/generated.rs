//! `dev check` notices what is not as it is generated, `dev sync` mends it, and neither harms a learner's work.

use std::fs;

use checker::workspace::{Submission, Workspace};
use rstest::rstest;

use crate::clone::{Clone, part_named, reference, stub};

const RUN_AFTER: &str = "exercises/events/src/run_after.rs";
const CHAPTER: &str = "book/src/before-you-begin.md";
const SNAPSHOT: &str = "exercises/events/tests/event/snapshots/event__a_late_waiter_passes_at_once.snap";

const RUN_SYNC: &str = "run `cargo run -p checker -- dev sync`\n";
const NOT_A_STUB: &str = "
A file that is not a stub holds your work, or the stub of another version of the course.
If you solve the exercises, this is as it should be: `dev sync` leaves your work alone.
If you maintain the course, `cargo run -p checker -- dev sync --overwrite` writes the stubs. A copy of each file is kept beside it.
";

fn read(clone: &Clone, file: &str) -> String {
    fs::read_to_string(clone.workspace.path(file)).expect("it is there")
}

#[test]
fn a_clone_is_current() {
    let clone = Clone::fresh();

    let (check, sync) = (clone.check(&["dev", "check"]), clone.check(&["dev", "sync"]));

    assert_eq!((check.code, check.report.as_str()), (Some(0), ""), "{check:?}");
    assert_eq!((sync.code, sync.report.as_str()), (Some(0), ""), "{sync:?}");
}

#[test]
fn the_table_in_a_chapter_follows_its_snapshot() {
    let clone = Clone::fresh();
    let snapshot = clone.workspace.path(SNAPSHOT);
    let text = fs::read_to_string(&snapshot).expect("it is there");
    fs::write(&snapshot, text.replace("late", "last")).expect("it can be written");

    let stale = clone.check(&["dev", "check"]);
    let sync = clone.check(&["dev", "sync"]);
    let current = clone.check(&["dev", "check"]);

    assert_eq!(stale.code, Some(1), "{stale:?}");
    assert!(stale.report.contains(&format!("not current: {CHAPTER}\n")), "{}", stale.report);
    assert!(stale.report.ends_with(RUN_SYNC), "{}", stale.report);
    assert!(sync.report.contains(&format!("wrote {CHAPTER}\n")), "{}", sync.report);
    let chapter = read(&clone, CHAPTER);
    assert!(chapter.contains("   time  setter  early   last\n"), "{chapter}");
    assert_eq!(current.code, Some(0), "{current:?}");
}

#[test]
fn a_missing_snapshot_is_named_with_the_line_that_shows_it() {
    let clone = Clone::fresh();
    let chapter = read(&clone, CHAPTER);
    let line = 1 + chapter.lines().position(|line| line.contains(SNAPSHOT)).expect("it shows the snapshot");
    fs::write(clone.workspace.path(CHAPTER), chapter.replace(SNAPSHOT, "exercises/none.snap"))
        .expect("it can be written");

    let (check, sync) = (clone.check(&["dev", "check"]), clone.check(&["dev", "sync"]));

    for said in [check, sync] {
        assert_eq!(said.code, Some(2), "{said:?}");
        let words = format!("error: {CHAPTER}:{line}: cannot read exercises/none.snap: ");
        assert!(said.errors.starts_with(&words), "{}", said.errors);
    }
}

/// Changes the contract of a reference, and with it its stub. Returns that.
fn another_stub(clone: &Clone, part: &str) -> String {
    let old = "/// Waits until `event` is set, then does `work` and returns its output.";
    let new = "/// Does `work` once `event` is set, and returns its output.";
    let file = clone.workspace.path(&Workspace::source(Submission::Reference, part_named(part)));
    let solution = fs::read_to_string(&file).expect("there is a reference");
    assert!(solution.contains(old), "{solution}");
    fs::write(&file, solution.replace(old, new)).expect("it can be written");
    stub(part).replace(old, new)
}

#[test]
fn a_stale_stub_that_nobody_touched_is_written_anew() {
    let clone = Clone::fresh();
    let stub = another_stub(&clone, "events::run_after");

    let check = clone.check(&["dev", "check"]);
    let sync = clone.check(&["dev", "sync"]);
    let again = clone.check(&["dev", "check"]);

    assert_eq!((check.code, sync.code, again.code), (Some(1), Some(0), Some(0)), "{check:?} {sync:?}");
    let files = [RUN_AFTER, checker::seal::FILE];
    assert_eq!(check.report, files.map(|file| format!("not current: {file}\n")).concat() + RUN_SYNC);
    assert_eq!(sync.report, files.map(|file| format!("wrote {file}\n")).concat());
    assert_eq!(read(&clone, RUN_AFTER), stub);
}

#[test]
fn a_deleted_stub_is_written_anew() {
    let clone = Clone::fresh();
    fs::remove_file(clone.path("events::run_after")).expect("it is there");

    let sync = clone.check(&["dev", "sync"]);

    assert_eq!(sync.report, format!("wrote {RUN_AFTER}\n"));
    assert_eq!(read(&clone, RUN_AFTER), stub("events::run_after"));
}

#[rstest]
#[case::solved(reference("events::run_after"))]
#[case::half_done(stub("events::run_after").replace("    todo!", "    event.wait().await;\n    todo!"))]
#[case::emptied(String::new())]
fn a_learners_work_is_told_from_a_stale_stub_and_left_alone(#[case] work: String) {
    let clone = Clone::fresh();
    clone.submit("events::run_after", &work);

    let check = clone.check(&["dev", "check"]);
    let sync = clone.check(&["dev", "sync"]);

    assert_eq!((check.code, sync.code), (Some(1), Some(0)), "{check:?} {sync:?}");
    assert_eq!(check.report, format!("not a stub: {RUN_AFTER}\n{NOT_A_STUB}"));
    assert_eq!(sync.report, format!("left alone, not a stub: {RUN_AFTER}\n{NOT_A_STUB}"));
    assert_eq!(read(&clone, RUN_AFTER), work);
}

#[test]
fn a_learners_work_is_left_alone_when_its_stub_changes() {
    let clone = Clone::fresh();
    let work = reference("events::run_after");
    clone.submit("events::run_after", &work);
    another_stub(&clone, "events::run_after");

    // The first writes the seal, which then knows nothing of the stub that the work began with.
    let said = [(); 2].map(|()| clone.check(&["dev", "sync"]).report);

    let left = format!("left alone, not a stub: {RUN_AFTER}\n{NOT_A_STUB}");
    assert_eq!(said, [format!("wrote {}\n{left}", checker::seal::FILE), left]);
    assert_eq!(read(&clone, RUN_AFTER), work);
}

#[test]
fn without_a_seal_every_stale_stub_may_be_work() {
    let clone = Clone::fresh();
    another_stub(&clone, "events::run_after");
    fs::remove_file(clone.workspace.path(checker::seal::FILE)).expect("it is there");

    let sync = clone.check(&["dev", "sync"]);

    assert_eq!(sync.code, Some(0), "{sync:?}");
    assert_eq!(read(&clone, RUN_AFTER), stub("events::run_after"));
}

#[test]
fn work_is_overwritten_on_demand_and_kept_beside_the_stub() {
    let clone = Clone::fresh();
    let work = reference("events::run_after");
    clone.submit("events::run_after", &work);

    let sync = clone.check(&["dev", "sync", "--overwrite"]);
    let check = clone.check(&["dev", "check"]);

    assert_eq!((sync.code, check.code), (Some(0), Some(0)), "{sync:?} {check:?}");
    let kept = format!("{RUN_AFTER}.backup-1");
    assert_eq!(sync.report, format!("wrote {RUN_AFTER}; your version is in {kept}\n"));
    assert_eq!(read(&clone, &kept), work);
    assert_eq!(read(&clone, RUN_AFTER), stub("events::run_after"));
}
