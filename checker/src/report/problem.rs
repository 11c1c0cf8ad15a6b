//! One problem, whole: what went wrong, where, what to ask oneself, and the ways on.

use super::layout::{shortened, ways_on, wrapped};
use super::style::{self, Style, paint};
use super::{Reader, chapter, path, picture, place, refused, scenario_path, steps, words};
use crate::graded::{Graded, Standing};
use crate::verdict::{Extent, Lack, Place, Verdict};

/// So many steps of a test by hand are shown: those before it went wrong.
const STEPS: usize = 15;

/// Whether it can be played, and is wrong.
fn runs_wrong(part: &Graded) -> bool {
    matches!(part.standing(), Standing::Failed | Standing::ToRepair)
}

/// What a problem is about: a part, or all of its pattern.
fn subject(part: &Graded) -> String {
    match part.verdict {
        Verdict::TestsChanged { .. } | Verdict::NotBuilt { extent: Extent::Pattern, .. } => {
            part.pattern.clone()
        }
        _ => path(part),
    }
}

/// One problem, whole.
pub(super) fn problem(part: &Graded, reader: Reader) -> Vec<String> {
    let (sign, _, color) = style::of(part.standing());
    let mut lines = Vec::new();
    let head = match &part.scenario {
        Some(scenario) => format!("{}: {}", path(part), scenario.claim),
        None => subject(part),
    };
    let room = reader.width.saturating_sub(3);
    let title = wrapped(&head, room);
    lines.extend(title.iter().enumerate().map(|(index, line)| {
        let mark = if index == 0 { paint(color, sign) } else { " ".into() };
        format!(" {mark} {}", paint(Style::Bold, line))
    }));
    if part.seed != 0 {
        let schedule = words::schedule(part.seed);
        let columns = title.last().map_or(0, |line| line.chars().count()) + 3 + schedule.len();
        let schedule = format!("   {}", paint(Style::Dim, &schedule));
        match lines.last_mut() {
            Some(last) if columns <= room => last.push_str(&schedule),
            _ => lines.push(schedule),
        }
    }
    lines.push(String::new());
    let diagnosis = part.misconception.map(words::diagnosis);
    let remarks = part.remarks.iter().filter(|_| runs_wrong(part)).map(words::remark);
    for paragraph in diagnosis.into_iter().chain(remarks).chain(words::explanation(part)) {
        lines.extend(wrapped(&paragraph, room).into_iter().map(|line| format!("   {line}")));
    }
    match &part.verdict {
        Verdict::NotBuilt { error, given, .. } => {
            lines.extend(said_by_rustc(error));
            let given = given.as_deref().map(refused::given);
            lines.extend(given.into_iter().flat_map(|given| paragraph(&given, room)));
        }
        Verdict::SignatureChanged { change, error } => {
            lines.push(String::new());
            lines.extend(ways_on(&refused::signatures(change), reader.width));
            lines.extend(paragraph(&refused::why(change), room));
            lines.extend(error.iter().flat_map(|error| said_by_rustc(error)));
        }
        _ => {}
    }
    if let Some(actual) = part.verdict.timeline() {
        let expected = part.scenario.as_ref().and_then(|scenario| scenario.expected.as_ref());
        let picture = picture::of(expected, actual, words::ending(&part.verdict), reader.width);
        if !picture.is_empty() {
            lines.push(String::new());
            lines.extend(picture);
        }
    }
    if !part.steps.is_empty() {
        lines.push(String::new());
        lines.extend(steps::of(&part.steps, STEPS, reader.width));
    }
    if !part.prints.is_empty() {
        lines.push(String::new());
        lines.extend(printed(&part.prints, reader.width));
    }
    if let (true, Some(warning)) = (runs_wrong(part), part.warnings.first()) {
        lines.extend(paragraph(&words::warned(part.warnings.len() - 1), room));
        lines.extend(said_by_rustc(warning));
    }
    lines.push(String::new());
    lines.extend(ways_on(&ways(part, reader), reader.width));
    lines
}

/// A paragraph of its own.
fn paragraph(text: &str, room: usize) -> Vec<String> {
    let lines = wrapped(text, room).into_iter().map(|line| format!("   {line}"));
    std::iter::once(String::new()).chain(lines).collect()
}

/// rustc's own words, as they came.
fn said_by_rustc(text: &str) -> Vec<String> {
    std::iter::once(String::new()).chain(text.trim_end().lines().map(str::to_owned)).collect()
}

/// The ways on from a problem, the next one first.
fn ways(part: &Graded, reader: Reader) -> Vec<(&'static str, String)> {
    let question = match (&part.verdict, &part.scenario) {
        (
            Verdict::TestsChanged { .. }
            | Verdict::NotBuilt { .. }
            | Verdict::SignatureChanged { .. }
            | Verdict::Unreadable { .. }
            | Verdict::Waiting { .. },
            _,
        ) => None,
        _ if own_lock(part).is_some() => own_lock(part),
        _ if part.misconception.is_some() => part.misconception.map(|found| found.question.to_owned()),
        (verdict, scenario) => words::question(verdict, scenario.as_ref()),
    };
    let mut ways: Vec<(&str, String)> =
        question.into_iter().map(|question| ("Ask yourself", question)).collect();
    match &part.verdict {
        Verdict::TestsChanged { file } => ways.push(("Bring it back", words::restore(file))),
        Verdict::Unreadable { .. } => {
            ways.push(("A fresh one", words::command(&format!("reset {}", path(part)))));
        }
        Verdict::Waiting { on, lack, .. } => {
            ways.push(("Open", place(part)));
            if *lack != Lack::Unwritten {
                ways.push(("What is wrong", words::command(&format!("check {on}"))));
            }
        }
        _ => ways.push(("Your code", place(part))),
    }
    if let Verdict::BrokenLaw { place: Place { file, line }, .. } = &part.verdict {
        ways.push(("The test", format!("{file}:{line}")));
    }
    let flag = words::flag(reader.submission);
    let is_played = part.verdict.timeline().is_some() || !part.steps.is_empty() || part.seed != 0;
    if let (Some(scenario), true) = (&part.scenario, is_played) {
        let seed = if part.seed == 0 { String::new() } else { format!(" --seed {}", part.seed) };
        let again = format!("replay {}{seed}{flag}", scenario_path(part, &scenario.test));
        ways.push(("See it again", words::command(&again)));
    }
    ways.push(("Check again", words::command(&format!("check {}{flag}", subject(part)))));
    let is_explained = match &part.verdict {
        Verdict::NotBuilt { cause, given, .. } => cause.is_some() || given.is_some(),
        Verdict::SignatureChanged { .. } => true,
        _ => false,
    };
    if is_explained {
        ways.push(("The chapter", chapter(part)));
    }
    if runs_wrong(part) {
        ways.push(("A hint", words::command(&format!("hint {}", path(part)))));
        ways.push(("The chapter", chapter(part)));
    }
    ways
}

/// The question for a task that waits for a lock of its own.
fn own_lock(part: &Graded) -> Option<String> {
    part.waits.iter().find_map(|waits| Some(words::own_lock(waits.took?, waits.line)))
}

/// The last lines that the learner's code printed: the ones before it went wrong.
fn printed(prints: &[String], width: usize) -> Vec<String> {
    const LAST: usize = 10;
    let last = &prints[prints.len().saturating_sub(LAST)..];
    let mut lines = vec![format!("   {}", words::printed(last.len(), prints.len()))];
    let clean = |line: &String| line.chars().filter(|letter| !letter.is_control()).collect::<String>();
    lines
        .extend(last.iter().map(|line| format!("     {}", shortened(&clean(line), width.saturating_sub(5)))));
    lines
}

#[cfg(test)]
mod tests {
    use timeline::Timeline;

    use super::*;
    use crate::lines::Waits;
    use crate::scenario::Scenario;
    use crate::verdict::Left;
    use crate::workspace::Submission;

    fn broken() -> Graded {
        let timeline = "time  a_long_name  another_long_name  the_longest_name\n0 ms  goes  goes  goes";
        Graded {
            pattern: "events".into(),
            part: "Event".into(),
            place: Place { file: "event.rs".into(), line: 1 },
            verdict: Verdict::BrokenLaw {
                law: "all at once".into(),
                name: None,
                place: Place { file: "test.rs".into(), line: 1 },
                actual: Some(timeline.parse().expect("a table")),
            },
            remarks: vec![],
            on_threads: None,
            warnings: vec![],
            scenario: None,
            seed: 0,
            misconception: None,
            steps: vec![],
            waits: vec![],
            prints: vec![],
            is_as_given: false,
        }
    }

    fn scenario(expected: Option<Timeline>) -> Option<Scenario> {
        Some(Scenario {
            test: "event::it_is_so".into(),
            claim: "It is so.".into(),
            question: String::new(),
            rules: vec![],
            expected,
        })
    }

    #[test]
    fn of_those_who_are_stuck_only_they_are_told_who_should_go_on() {
        let table = |rows: &str| -> Timeline { format!("time  ann  bob\n{rows}").parse().expect("a table") };
        let said = |expected| {
            let verdict = Verdict::Stuck { actual: table("0 ms  goes, ends  waits"), left: Left::Waits };
            let failed = Graded { verdict, scenario: scenario(expected), ..broken() };
            words::explanation(&failed)[1..].join("\n")
        };

        let known = said(Some(table("0 ms  goes, ends  waits\n3 ms  ·  passes")));
        assert_eq!(known, "`bob` waits at 0 ms and never gets to `passes`, which was due at 3 ms.");
        let unknown = said(None);
        assert!(
            unknown.ends_with("(some may have finished):\n`ann` ends at 0 ms.\n`bob` waits at 0 ms."),
            "{unknown}"
        );
    }

    #[test]
    fn who_is_stuck_is_told_with_the_line_and_of_a_crowd_three_are_told() {
        let crowd: Vec<String> = (1..=5).map(|number| format!("f{number}")).collect();
        let table = |cell: &str| -> Timeline {
            let cells = vec![cell; crowd.len()].join("  ");
            format!("time  {}\n0 ms  {cells}", crowd.join("  ")).parse().expect("a table")
        };
        let wait = |actor: Option<&str>, line, took| Waits {
            actor: actor.map(str::to_owned),
            is_for_lock: true,
            elsewhere: None,
            line,
            code: "lock.lock().await".into(),
            took,
        };
        let verdict = Verdict::Stuck { actual: table("waits"), left: Left::Waits };
        let waits = vec![wait(Some("f1"), 7, Some(5)), wait(None, 9, None), wait(None, 9, None)];
        let failed = Graded { verdict, waits, scenario: scenario(Some(table("waits, goes"))), ..broken() };

        let told = words::explanation(&failed);
        let due = "waits at 0 ms and never gets to `goes`, which was due at 0 ms.";
        assert_eq!(
            told[1],
            format!(
                "`f1` {due} It waits in line 7 for a lock that it took itself in line 5: `lock.lock().await`"
            )
        );
        assert_eq!(
            told[3..],
            [
                format!("`f3` {due}"),
                "… and 2 more.".into(),
                "A task waits in line 9: `lock.lock().await`".into()
            ]
        );
    }

    #[test]
    fn the_schedule_stands_behind_the_title_or_below_it() {
        let title = |seed, width| {
            let verdict = Verdict::Stuck { actual: Timeline::default(), left: Left::Waits };
            let failed = Graded { verdict, scenario: scenario(None), seed, ..broken() };
            let lines = problem(&failed, Reader { width, submission: Submission::Learner });
            let plain: Vec<_> =
                lines.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
            plain.split(String::is_empty).next().unwrap_or_default().to_vec()
        };

        assert_eq!(title(0, 80), [" ✗ events::Event: It is so."]);
        assert_eq!(title(17, 80), [" ✗ events::Event: It is so.   (schedule 17)"]);
        assert_eq!(title(17, 43), [" ✗ events::Event: It is so.   (schedule 17)"]);
        assert_eq!(title(17, 42), [" ✗ events::Event: It is so.", "   (schedule 17)"]);
    }

    #[test]
    fn where_the_terminal_is_too_narrow_for_a_picture_there_is_no_gap() {
        let lines = problem(&broken(), Reader { width: 40, submission: Submission::Learner });

        assert!(lines.iter().any(|line| line.contains("all at once")), "{lines:?}");
        assert!(!lines.windows(2).any(|two| two.iter().all(String::is_empty)), "{lines:?}");
    }
}
