//! `dev check` notices what is not as it is generated, and `dev sync` mends it.

use std::fs;

use crate::clone::Clone;

const CHAPTER: &str = "book/src/before-you-begin.md";
const SNAPSHOT: &str = "exercises/events/tests/event/snapshots/event__a_late_waiter_passes_at_once.snap";

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
    assert!(stale.report.contains("run `cargo run -p checker -- dev sync`\n"), "{}", stale.report);
    assert!(sync.report.contains(&format!("wrote {CHAPTER}\n")), "{}", sync.report);
    let chapter = fs::read_to_string(clone.workspace.path(CHAPTER)).expect("it is there");
    assert!(chapter.contains("   time  setter  early   last\n"), "{chapter}");
    assert_eq!(current.code, Some(0), "{current:?}");
}

#[test]
fn a_missing_snapshot_is_named_with_the_line_that_shows_it() {
    let clone = Clone::fresh();
    let chapter = fs::read_to_string(clone.workspace.path(CHAPTER)).expect("it is there");
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
