//! The expected timeline and that of the run, with the first difference marked: side by side where the terminal is wide
//! enough, one below the other where it is not, and only the lanes that differ where even that does not fit.

use timeline::{NOTHING, Timeline, first_difference};

use super::style::{Style, paint};

/// Rows shown before and behind the first difference.
const BEFORE: usize = 8;
const BEHIND: usize = 6;

/// In front of the first row that differs.
const MARK: &str = ">";

/// The lines of the picture. `ending` is how the run ended, if not by itself.
pub(super) fn of(
    expected: Option<&Timeline>,
    actual: &Timeline,
    ending: Option<&str>,
    width: usize,
) -> Vec<String> {
    let Some(expected) = expected else {
        return alone(actual, ending, width);
    };
    let mut instants: Vec<u64> = expected.rows().chain(actual.rows()).map(|row| row.at_ms).collect();
    instants.sort_unstable();
    instants.dedup();
    let different = first_difference(expected, actual).map(|difference| difference.at_ms);
    let at = instants.iter().position(|at_ms| Some(*at_ms) == different).unwrap_or(0);
    let shown = at.saturating_sub(BEFORE)..instants.len().min(at + 1 + BEHIND);
    let more = instants.len() - shown.end;
    let instants = &instants[shown];

    let mut left = table("expected", expected, instants);
    let mut right = table("yours", actual, instants);
    right.extend(ending.map(|ending| format!("{ending:>7}")));
    if more > 0 {
        let rows = format!("      … and {more} more");
        left.push(rows);
    }
    let marked =
        |row: usize| row >= 2 && instants.get(row - 2).is_some_and(|at_ms| Some(*at_ms) == different);

    let left_width = left.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let right_width = right.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    if 3 + left_width + 4 + right_width <= width {
        let empty = String::new();
        let rows = left.len().max(right.len());
        return (0..rows)
            .map(|row| {
                let (left, right) = (left.get(row).unwrap_or(&empty), right.get(row).unwrap_or(&empty));
                line(marked(row), &format!("{left:<left_width$}    {right}"))
            })
            .collect();
    }
    if 3 + left_width.max(right_width) <= width {
        let blocks = [left, right].map(|block| {
            block.iter().enumerate().map(|(row, text)| line(marked(row), text)).collect::<Vec<_>>()
        });
        return blocks.join(&String::new());
    }
    lanes(expected, actual, different)
}

/// A run that nothing is compared with.
fn alone(actual: &Timeline, ending: Option<&str>, width: usize) -> Vec<String> {
    let instants: Vec<u64> = actual.rows().map(|row| row.at_ms).collect();
    let first = instants.len().saturating_sub(BEFORE + BEHIND);
    let mut lines = table("yours", actual, &instants[first..]);
    lines.extend(ending.map(|ending| format!("{ending:>7}")));
    if lines.iter().any(|line| 3 + line.chars().count() > width) {
        return Vec::new();
    }
    lines.iter().map(|text| line(false, text)).collect()
}

/// One row of the picture.
fn line(marked: bool, text: &str) -> String {
    let text = text.trim_end();
    if marked {
        format!(" {} {}", paint(Style::Bad, MARK), paint(Style::Bold, text))
    } else {
        format!("   {text}")
    }
}

/// A table of these instants under a heading. Its first two lines are heading and lanes.
fn table(heading: &str, timeline: &Timeline, instants: &[u64]) -> Vec<String> {
    let table = timeline.at(instants).to_string();
    std::iter::once(format!("   {heading}")).chain(table.lines().map(str::to_owned)).collect()
}

/// For a terminal too narrow for a table: the lanes that differ at the first instant that does.
fn lanes(expected: &Timeline, actual: &Timeline, different: Option<u64>) -> Vec<String> {
    let Some(at_ms) = different else { return Vec::new() };
    let text = |cell: &[String]| {
        if cell.is_empty() { NOTHING.to_owned() } else { cell.join(", ") }
    };
    // The tables are too wide for this terminal.
    let mut lines = vec![line(true, &format!("{at_ms} ms, where the two part first"))];
    for actor in expected.actors() {
        let (due, done) = (expected.cell(at_ms, actor), actual.cell(at_ms, actor));
        if due != done {
            lines.push(line(false, &format!("  {actor}  expected: {}", text(due))));
            lines.push(line(
                false,
                &format!("  {:width$}  yours:    {}", "", text(done), width = actor.chars().count()),
            ));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table_of(text: &str) -> Timeline {
        text.parse().expect("a table")
    }

    fn plain(lines: &[String]) -> String {
        lines.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect::<Vec<_>>().join("\n")
    }

    fn example() -> (Timeline, Timeline) {
        (
            table_of("time  setter  late\n0 ms  ·  waits\n10 ms  sets  passes"),
            table_of("time  setter  late\n0 ms  ·  waits\n10 ms  sets  ·\n15 ms  ·  passes"),
        )
    }

    #[test]
    fn a_wide_terminal_shows_both_side_by_side() {
        let (expected, actual) = example();

        let picture = plain(&of(Some(&expected), &actual, None, 80));

        let rows = [
            "      expected                   yours",
            "      time  setter  late         time  setter  late",
            "      0 ms  ·       waits        0 ms  ·       waits",
            " >   10 ms  sets    passes      10 ms  sets    ·",
            "     15 ms  ·       ·           15 ms  ·       passes",
        ];
        assert_eq!(picture, rows.join("\n"));
    }

    #[test]
    fn a_narrower_one_shows_them_one_below_the_other() {
        let (expected, actual) = example();

        let picture = plain(&of(Some(&expected), &actual, Some("stuck"), 40));

        assert!(picture.lines().all(|line| line.chars().count() <= 40), "{picture}");
        assert!(
            picture.contains("expected") && picture.contains("yours") && picture.contains("stuck"),
            "{picture}"
        );
    }

    #[test]
    fn the_narrowest_shows_the_lanes_that_differ() {
        let (expected, actual) = example();

        let picture = plain(&of(Some(&expected), &actual, None, 20));

        assert_eq!(
            picture,
            " > 10 ms, where the two part first\n     late  expected: passes\n           yours:    ·"
        );
    }
}
