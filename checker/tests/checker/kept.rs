//! A verdict that is known is not found out again, and nobody can tell the difference, except by the time it takes.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rstest::rstest;

use crate::clone::{Clone, reference, said, variant};

/// What was kept in the clone: one file for each verdict.
fn entries(clone: &Clone) -> Vec<PathBuf> {
    let folder = fs::read_dir(clone.workspace.path("target/rendezvous/kept"));
    folder.into_iter().flatten().map(|entry| entry.expect("it can be listed").path()).collect()
}

fn forget(clone: &Clone) {
    // There may be nothing yet.
    let _ = fs::remove_dir_all(clone.workspace.path("target/rendezvous/kept"));
}

/// A clone with one part of `events` in question, and nothing kept.
fn with_event(function: &str, body: &str) -> Clone {
    let clone = Clone::fresh();
    clone.submit("events::Event", &variant("events::Event", function, body));
    forget(&clone);
    clone
}

const CHECK: [&str; 2] = ["check", "events::Event"];

#[rstest]
#[case::passed("clear", "self.set.store(false, Ordering::SeqCst);")]
#[case::differs("wait", "self.changed.notified().await;")]
#[case::stuck("set", "self.set.store(true, Ordering::SeqCst);")]
#[case::broken_law("is_set", "true")]
#[case::panicked("clear", "panic!(\"bad luck\")")]
#[case::unwritten("clear", "todo!(\"remember\")")]
#[case::printing("wait", "println!(\"waits\\t\\u{1b}[1m\"); self.changed.notified().await;")]
#[case::not_built("clear", "no_such_function()")]
fn what_is_kept_prints_what_was_found_out(#[case] function: &str, #[case] body: &str) {
    let clone = with_event(function, body);
    let program = clone.workspace.path("target/rendezvous/learner/events/event");

    let found_out = clone.check(&CHECK);
    let kept = entries(&clone).len();
    // What is not there cannot be played.
    let _ = fs::remove_file(&program);
    let again = clone.check(&CHECK);

    assert_eq!((again.code, &again.report), (found_out.code, &found_out.report));
    let is_built = !found_out.report.contains("not built");
    assert_eq!((kept, program.exists()), (usize::from(is_built), false), "{}", found_out.report);
}

#[test]
fn what_is_asked_for_anew_is_played_anew() {
    let clone = with_event("wait", "self.changed.notified().await;");
    let program = clone.workspace.path("target/rendezvous/learner/events/event");

    let found_out = clone.check(&CHECK);
    fs::remove_file(&program).expect("it was built");
    let again = clone.check(&["check", "events::Event", "--fresh"]);

    assert!(program.exists(), "it was built once more");
    assert_eq!(again.report, found_out.report);
}

#[rstest]
#[case::cut_off(|text: &[u8]| text[..text.len() / 2].to_vec())]
#[case::empty(|_: &[u8]| vec![])]
#[case::noise(|text: &[u8]| text.iter().map(|byte| byte ^ 0x55).collect())]
#[case::another_verdict(|text: &[u8]| String::from_utf8_lossy(text).replace("\"failed\":{", "\"failed\":null,\"was\":{").into_bytes())]
#[case::another_version(|text: &[u8]| String::from_utf8_lossy(text).replace("\"version\":1", "\"version\":0").into_bytes())]
fn an_entry_that_is_damaged_is_none(#[case] damage: fn(&[u8]) -> Vec<u8>) {
    let clone = with_event("wait", "self.changed.notified().await;");
    let found_out = clone.check(&CHECK);
    let entry = entries(&clone).pop().expect("one is kept");
    let text = fs::read(&entry).expect("it can be read");
    assert_ne!(damage(&text), text);
    fs::write(&entry, damage(&text)).expect("it can be written");

    let again = clone.check(&CHECK);

    assert_eq!((again.code, &again.report), (found_out.code, &found_out.report));
    assert!(again.errors.is_empty(), "{}", again.errors);
    let program = clone.workspace.path("target/rendezvous/learner/events/event");
    fs::remove_file(&program).expect("it was played");
    assert_eq!(clone.check(&CHECK).report, again.report);
    assert!(!program.exists(), "the entry is mended");
}

/// A file stands where the folder of the entries should be: nobody can write there, not even root.
#[test]
fn where_nothing_can_be_kept_everything_is_found_out() {
    let clone = with_event("wait", "self.changed.notified().await;");
    fs::write(clone.workspace.path("target/rendezvous/kept"), "in the way").expect("it can be written");

    let (one, other) = (clone.check(&CHECK), clone.check(&CHECK));

    fs::remove_file(clone.workspace.path("target/rendezvous/kept")).expect("it is there");
    assert_eq!((one.code, &one.report), (Some(1), &other.report));
    assert!(one.errors.is_empty(), "{}", one.errors);
}

#[rstest]
#[case::draws_lots(
    "is_set",
    "for _ in std::collections::HashMap::<u8, u8>::new() {} self.set.load(Ordering::SeqCst)"
)]
#[case::asks_the_clock("is_set", "let _ = std::time::Instant::now(); self.set.load(Ordering::SeqCst)")]
#[case::starts_a_thread(
    "is_set",
    "let _ = std::thread::spawn(|| ()).join(); self.set.load(Ordering::SeqCst)"
)]
#[case::ends_by_a_limit_in_real_time("wait", "loop {}")]
fn what_may_differ_the_next_time_is_not_kept(#[case] function: &str, #[case] body: &str) {
    let clone = with_event(function, body);

    clone.check(&CHECK);

    assert_eq!(entries(&clone), [] as [PathBuf; 0]);
}

#[test]
fn an_edit_is_seen_whatever_the_time_of_the_file() {
    let clone = with_event("wait", "self.changed.notified().await;");
    let path = clone.path("events::Event");
    let wrong = clone.check(&CHECK);

    clone.submit("events::Event", &reference("events::Event"));
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options()
        .write(true)
        .open(&path)
        .and_then(|file| file.set_modified(long_ago))
        .expect("it is there");
    let right = clone.check(&CHECK);

    assert_eq!((wrong.code, right.code), (Some(1), Some(0)), "{}", right.report);
}

#[test]
fn two_checkers_at_once_say_the_same_and_one_of_them_that_it_waits() {
    let clone = with_event("wait", "self.changed.notified().await;");
    clone.solve("locks");
    let start = || {
        let mut command = clone.command();
        std::thread::spawn(move || said(command.arg("--fresh")))
    };

    let checkers: Vec<_> = (0..2).map(|_| start()).collect();
    let said: Vec<_> = checkers.into_iter().map(|checker| checker.join().expect("it ends")).collect();

    assert_eq!((said[0].code, &said[0].report), (said[1].code, &said[1].report));
    let waits: Vec<usize> = said.iter().map(|said| said.errors.lines().count()).collect();
    assert!(waits.iter().sum::<usize>() <= 1, "{said:?}");
}
