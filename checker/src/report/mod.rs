//! Verdicts in words and pictures, for a person at a terminal.

mod picture;
pub mod style;
pub mod words;

use crate::attempt::Played;
use crate::course::Part;
use crate::verdict::{Graded, Standing, Verdict};
use crate::workspace::Submission;
use style::{Style, paint};

/// Whom the report is for.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Columns of the terminal.
    pub width: usize,
    /// Whose code was graded.
    pub submission: Submission,
}

/// The whole report: a line for each part, the first problem in full, and what to do next.
pub fn report(graded: &[Graded], reader: Reader) -> String {
    let mut lines = vec![String::new()];
    let names = graded.iter().map(|part| path(part).chars().count()).max().unwrap_or(0);
    let mut pattern = None;
    for part in graded {
        if pattern.is_some_and(|last| last != &part.pattern) {
            lines.push(String::new());
        }
        pattern = Some(&part.pattern);
        lines.push(standing_line(part, names, reader.width));
    }
    lines.push(String::new());

    match first_problem(graded) {
        Some(part) => {
            if is_open(part) {
                let done = graded.iter().filter(|part| part.verdict == Verdict::Passed).count();
                lines.extend([words::progress(done, graded.len()), String::new()]);
            }
            match &part.verdict {
                Verdict::Unwritten { step: first, .. } => lines.extend(step(part, first, reader.width)),
                _ => {
                    let is_alone = graded.iter().filter(|other| other.pattern == part.pattern).count() == 1;
                    lines.extend(problem(part, is_alone, reader));
                }
            }
        }
        None => lines.push(words::all_passed(graded.len(), reader.submission)),
    }
    lines.join("\n") + "\n"
}

/// One run of a scenario, step by step, and what is wrong with it.
pub fn replay(graded: &Graded, played: Option<&Played>, reader: Reader) -> String {
    let mut lines = vec![String::new()];
    if let (Some(scenario), Some(Played { run, events, .. })) = (&graded.scenario, played) {
        let head = words::replayed(&scenario_path(graded, &scenario.test), run.seed);
        lines.push(format!(" {}", paint(Style::Bold, &head)));
        lines.push(String::new());
        let actors = events.iter().map(|event| event.actor.chars().count()).max().unwrap_or(0);
        for (step, event) in events.iter().enumerate() {
            let time = format!("{} ms", event.at_ms);
            lines.push(format!("   {:>4}  {time:>7}  {:<actors$}  {}", step + 1, event.actor, event.what));
        }
        if events.is_empty() {
            lines.push(format!("   {}", words::NO_EVENTS));
        }
        lines.push(String::new());
    }
    match graded.verdict {
        Verdict::Passed => lines.push(format!(" {}", words::REPLAY_PASSED)),
        _ => lines.extend(problem(graded, false, reader)),
    }
    lines.join("\n") + "\n"
}

/// As `replay` wants it: `events::event::a_late_waiter_passes_at_once`.
fn scenario_path(graded: &Graded, test: &str) -> String {
    format!("{}::{test}", graded.pattern)
}

/// The hints of a part up to the one that was asked for.
pub fn hints(part: &Part, upto: usize, width: usize) -> String {
    let of = part.hints.len();
    let upto = upto.min(of);
    let mut text = String::new();
    for (index, hint) in part.hints.iter().take(upto).enumerate() {
        let lines = wrapped(hint, width.saturating_sub(9));
        text.push_str(&format!("\n {} of {of}  {}\n", index + 1, lines.join("\n         ")));
    }
    if upto < of {
        let more = words::command(&format!("hint {} {}", part.path(), upto + 1));
        text.push_str(&format!("\n{}\n", ways_on(&[("More help", more)], width).join("\n")));
    }
    text
}

/// What to look at first: what is wrong, in teaching order, and only then what nobody has worked on yet.
fn first_problem(graded: &[Graded]) -> Option<&Graded> {
    let left = || graded.iter().filter(|part| part.verdict != Verdict::Passed);
    left().find(|part| !is_open(part)).or_else(|| left().next())
}

/// Whether nobody has worked on it yet.
fn is_open(part: &Graded) -> bool {
    matches!(part.standing(), Standing::Unwritten | Standing::ToRepair)
}

fn path(part: &Graded) -> String {
    format!("{}::{}", part.pattern, part.part)
}

/// ` ✗     failed  events::Event  a late waiter passes at once`
fn standing_line(part: &Graded, names: usize, width: usize) -> String {
    let standing = part.standing();
    let (sign, word, color) = style::of(standing);
    let name = path(part);
    let about = match (standing, &part.scenario) {
        (Standing::Failed | Standing::ToRepair, Some(scenario)) => scenario.claim.as_str(),
        _ => "",
    };
    let head = format!(" {} {}  {name}", paint(color, sign), paint(color, &format!("{word:>9}")));
    let room = width.saturating_sub(" ✗ unwritten  ".chars().count() + names + 2);
    if about.is_empty() || room < 12 {
        return head;
    }
    let gap = " ".repeat(names - name.chars().count() + 2);
    format!("{head}{gap}{}", paint(Style::Dim, &shortened(about, room)))
}

fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).collect::<String>() + "…"
}

/// The next part to write.
fn step(part: &Graded, first: &str, width: usize) -> Vec<String> {
    let ways = [
        ("Open", place(part)),
        ("First step", words::first_step(first)),
        ("Check it", words::command(&format!("check {}", path(part)))),
        ("A hint", words::command(&format!("hint {}", path(part)))),
        ("The chapter", chapter(part)),
    ];
    ways_on(&ways, width)
}

/// Whether it can be played, and is wrong.
fn runs_wrong(part: &Graded) -> bool {
    matches!(part.standing(), Standing::Failed | Standing::ToRepair)
}

/// One problem, whole. `is_alone`: no other part of its pattern was to be graded.
fn problem(part: &Graded, is_alone: bool, reader: Reader) -> Vec<String> {
    let (sign, _, color) = style::of(part.standing());
    let mut lines = Vec::new();
    let head = match &part.scenario {
        Some(scenario) => format!("{}: {}", path(part), scenario.claim),
        // It is about the whole pattern.
        None => part.pattern.clone(),
    };
    let room = reader.width.saturating_sub(3);
    let title = wrapped(&head, room);
    lines.extend(title.iter().enumerate().map(|(index, line)| {
        let mark = if index == 0 { paint(color, sign) } else { " ".into() };
        format!(" {mark} {}", paint(Style::Bold, line))
    }));
    if part.seed != 0 {
        let schedule = paint(Style::Dim, &words::schedule(part.seed));
        let columns = title.last().map_or(0, |line| line.chars().count() + 3);
        match lines.last_mut() {
            Some(last) if columns + words::schedule(part.seed).len() <= room => {
                last.push_str(&format!("   {schedule}"));
            }
            _ => lines.push(format!("   {schedule}")),
        }
    }
    lines.push(String::new());
    if let Some(misconception) = part.misconception {
        let text = words::diagnosis(misconception);
        lines.extend(
            wrapped(&text, reader.width.saturating_sub(3)).into_iter().map(|line| format!("   {line}")),
        );
    }
    let remarks = part.remarks.iter().filter(|_| runs_wrong(part)).map(words::remark);
    for paragraph in remarks.chain(words::explanation(part)) {
        lines.extend(
            wrapped(&paragraph, reader.width.saturating_sub(3)).into_iter().map(|line| format!("   {line}")),
        );
    }
    if let Verdict::NotBuilt { error, .. } = &part.verdict {
        lines.push(String::new());
        lines.extend(error.trim_end().lines().map(str::to_owned));
    }
    if let Some(actual) = part.verdict.timeline() {
        let expected = part.scenario.as_ref().and_then(|scenario| scenario.expected.as_ref());
        let picture = picture::of(expected, actual, words::ending(&part.verdict), reader.width);
        if !picture.is_empty() {
            lines.push(String::new());
            lines.extend(picture);
        }
    }
    if !part.prints.is_empty() {
        lines.push(String::new());
        lines.extend(printed(&part.prints, reader.width));
    }
    lines.push(String::new());
    lines.extend(ways_on(&ways(part, is_alone, reader), reader.width));
    lines
}

/// The ways on from a problem, the next one first.
fn ways(part: &Graded, is_alone: bool, reader: Reader) -> Vec<(&'static str, String)> {
    let question = match (&part.verdict, &part.scenario) {
        (Verdict::TestsChanged { .. } | Verdict::NotBuilt { .. }, _) => None,
        _ if part.misconception.is_some() => part.misconception.map(|found| found.question.to_owned()),
        (verdict, scenario) => words::question(verdict, scenario.as_ref()),
    };
    let mut ways: Vec<(&str, String)> =
        question.into_iter().map(|question| ("Ask yourself", question)).collect();
    match &part.verdict {
        Verdict::TestsChanged { file } => ways.push(("Bring it back", words::restore(file))),
        _ if words::is_missing(&part.verdict) => {
            ways.push(("A fresh one", words::command(&format!("reset {}", part.pattern))));
        }
        _ => ways.push(("Your code", place(part))),
    }
    if let Verdict::BrokenLaw { place: (file, line), .. } = &part.verdict {
        ways.push(("The test", format!("{file}:{line}")));
    }
    let flag = if reader.submission == Submission::Reference { " --solutions" } else { "" };
    let what = if is_alone || part.scenario.is_some() { path(part) } else { part.pattern.clone() };
    let is_played = part.verdict.timeline().is_some() || part.seed != 0;
    if let (Some(scenario), true) = (&part.scenario, is_played) {
        let seed = if part.seed == 0 { String::new() } else { format!(" --seed {}", part.seed) };
        let again = format!("replay {}{seed}{flag}", scenario_path(part, &scenario.test));
        ways.push(("See it again", words::command(&again)));
    }
    ways.push(("Check again", words::command(&format!("check {what}{flag}"))));
    if runs_wrong(part) {
        ways.push(("A hint", words::command(&format!("hint {}", path(part)))));
        ways.push(("The chapter", chapter(part)));
    }
    ways
}

fn place(part: &Graded) -> String {
    format!("{}:{}", part.place.0, part.place.1)
}

/// The section about the misconception, where one is known.
fn chapter(part: &Graded) -> String {
    match part.misconception.and_then(|misconception| misconception.section.split_once('#')) {
        Some((chapter, section)) => format!("book/src/{chapter}.md#{section}"),
        None => format!("book/src/{}.md", part.pattern),
    }
}

/// What to do, with what, one below the other; what does not fit beside its label stands below it.
fn ways_on(ways: &[(&str, String)], width: usize) -> Vec<String> {
    const INDENT: usize = 5;
    let label = ways.iter().map(|(what, _)| what.len()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (what, with) in ways {
        let columns = with.chars().count();
        if 3 + label + 2 + columns <= width {
            lines.push(format!("   {}  {with}", paint(Style::Dim, &format!("{what:<label$}"))));
            continue;
        }
        lines.push(format!("   {}", paint(Style::Dim, what)));
        if with.starts_with("cargo ") {
            // A command stays on one line, so that it can be copied.
            lines.push(format!("{}{with}", " ".repeat(INDENT.min(width.saturating_sub(columns)))));
        } else {
            let with = wrapped(with, width.saturating_sub(INDENT));
            lines.extend(with.into_iter().map(|line| format!("{}{line}", " ".repeat(INDENT))));
        }
    }
    lines
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

/// `text` in lines of at most `width` columns, broken between words.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut current = String::new();
        for word in line.split(' ') {
            if !current.is_empty() && current.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut current));
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines
}

#[cfg(test)]
mod tests {
    use timeline::Timeline;

    use super::*;
    use crate::scenario::Scenario;

    fn broken() -> Graded {
        let timeline = "time  a_long_name  another_long_name  the_longest_name\n0 ms  goes  goes  goes";
        Graded {
            pattern: "events".into(),
            part: "Event".into(),
            place: ("lib.rs".into(), 1),
            verdict: Verdict::BrokenLaw {
                law: "all at once".into(),
                place: ("test.rs".into(), 1),
                actual: Some(timeline.parse().expect("a table")),
            },
            remarks: vec![],
            scenario: None,
            seed: 0,
            misconception: None,
            prints: vec![],
            is_as_given: false,
        }
    }

    #[test]
    fn the_schedule_stands_behind_the_title_or_below_it() {
        let title = |seed, width| {
            let scenario = Scenario {
                test: "event::it_is_so".into(),
                claim: "It is so.".into(),
                question: String::new(),
                rules: vec![],
                expected: None,
            };
            let verdict = Verdict::Stuck { actual: Timeline::default() };
            let failed = Graded { verdict, scenario: Some(scenario), seed, ..broken() };
            let lines = problem(&failed, true, Reader { width, submission: Submission::Learner });
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
        let lines = problem(&broken(), true, Reader { width: 40, submission: Submission::Learner });

        assert!(lines.iter().any(|line| line.contains("all at once")), "{lines:?}");
        assert!(!lines.windows(2).any(|two| two.iter().all(String::is_empty)), "{lines:?}");
    }
}
