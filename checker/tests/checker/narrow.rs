//! A report fits into a narrow terminal, and nothing of it is lost there.

use rstest::rstest;

use crate::clone::{Clone, Said, said, variant};

const CLAIM: &str = "A waiter that comes late passes at once.";

/// A clone with a mistake that shows in a picture.
fn with_a_failure() -> Clone {
    let clone = Clone::fresh();
    clone.submit("events::Event", &variant("events::Event", "wait", "self.changed.notified().await;"));
    clone
}

fn narrow(clone: &Clone, columns: &str, arguments: &[&str]) -> Said {
    said(clone.command().args(arguments).env("COLUMNS", columns))
}

#[rstest]
fn a_report_fits(#[values("50", "60", "80")] columns: &str) {
    let clone = with_a_failure();

    for arguments in
        [["check", "events"], ["check", "semaphores"], ["replay", "a_late_waiter_passes_at_once"]]
    {
        let report = narrow(&clone, columns, &arguments).report;
        let most: usize = columns.parse().expect("a number");
        // A command stays on one line, so that it can be copied, and so does the name of a file.
        let is_too_long = |line: &&str| {
            line.chars().count() > most
                && !["cargo ", "exercises/"].iter().any(|begin| line.trim_start().starts_with(begin))
        };
        let too_long: Vec<&str> = report.lines().filter(is_too_long).collect();
        assert!(too_long.is_empty(), "{too_long:?} in\n{report}");
    }
}

#[rstest]
#[case::narrow("50")]
#[case::some_would_fit("80")]
#[case::wide("110")]
fn a_command_begins_where_the_others_do(#[case] columns: &str) {
    let clone = with_a_failure();

    let report = narrow(&clone, columns, &["check", "events"]).report;

    let begins: Vec<usize> = report.lines().filter_map(|line| line.find("cargo run")).collect();
    assert!(begins.len() >= 3 && begins.iter().all(|&begin| begin == begins[0] && begin >= 5), "{report}");
}

/// A row for each part is what a program reads, and a claim tells the parts that fail apart.
#[test]
fn a_claim_is_whole_in_a_pipe_and_in_a_narrow_terminal() {
    let clone = with_a_failure();

    let pipe = clone.check(&[]).report;
    let (wide, narrowest) = (narrow(&clone, "90", &[]).report, narrow(&clone, "40", &[]).report);

    let line = |report: &str| {
        report.lines().find(|line| line.contains("✗    failed  events::Event")).expect("it failed").to_owned()
    };
    assert!(line(&pipe).ends_with(CLAIM) && line(&wide).ends_with(CLAIM), "{pipe}{wide}");
    let words = narrowest.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&format!("failed events::Event {CLAIM}")), "{narrowest}");
    assert!(![pipe, wide, narrowest].concat().contains('…'));
}
