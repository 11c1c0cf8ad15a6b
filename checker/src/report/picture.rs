//! The expected timeline and that of the run, with the first difference marked: side by side where the terminal is wide
//! enough, and one below the other where it is not. Where even that does not fit, the events of a cell stand one below the
//! other, then without the lanes that are the same in both; a list of what differs comes last.

use timeline::{NOTHING, Timeline, first_difference};

use super::style::{Style, paint};
use super::table::{self, Line};
use super::words;

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

    let fits = |left: &[Line], right: &[Line]| 3 + table::width(left).max(table::width(right)) <= width;
    let with_ends = |mut left: Vec<Line>, mut right: Vec<Line>, lanes_left_out: usize| {
        right.extend(ending_line(ending));
        left.extend((more > 0).then(|| Line::beside(format!("      … and {more} more"))));
        left.extend((lanes_left_out > 0).then(|| Line::beside(words::same_lanes(lanes_left_out))));
        (left, right)
    };
    let wide = |heading, timeline| table::wide(heading, timeline, instants);
    let (left, right) = with_ends(wide("expected", expected), wide("yours", actual), 0);
    if 3 + table::width(&left) + 4 + table::width(&right) <= width {
        return side_by_side(&left, &right, different);
    }
    if fits(&left, &right) {
        return stacked(&left, &right, different);
    }
    let all: Vec<&str> = expected.actors().iter().chain(actual.actors()).map(String::as_str).collect();
    let differs =
        |actor: &&str| instants.iter().any(|&at_ms| expected.cell(at_ms, actor) != actual.cell(at_ms, actor));
    let differing: Vec<&str> = all.iter().copied().filter(differs).collect();
    for lanes in [&all, &differing] {
        let narrow = |heading, timeline| table::narrow(heading, timeline, instants, lanes);
        let left_out = expected.actors().iter().filter(|actor| !lanes.contains(&actor.as_str())).count();
        let (left, right) = with_ends(narrow("expected", expected), narrow("yours", actual), left_out);
        if fits(&left, &right) {
            return stacked(&left, &right, different);
        }
    }
    list(expected, actual, different)
}

/// A run that nothing is compared with.
fn alone(actual: &Timeline, ending: Option<&str>, width: usize) -> Vec<String> {
    let instants: Vec<u64> = actual.rows().map(|row| row.at_ms).collect();
    let first = instants.len().saturating_sub(BEFORE + BEHIND);
    let lanes: Vec<&str> = actual.actors().iter().map(String::as_str).collect();
    let instants = &instants[first..];
    for mut lines in
        [table::wide("yours", actual, instants), table::narrow("yours", actual, instants, &lanes)]
    {
        lines.extend(ending_line(ending));
        if 3 + table::width(&lines) <= width {
            return painted(&lines, None);
        }
    }
    Vec::new()
}

fn ending_line(ending: Option<&str>) -> Option<Line> {
    ending.map(|ending| Line::beside(format!("{ending:>7}")))
}

fn side_by_side(left: &[Line], right: &[Line], different: Option<u64>) -> Vec<String> {
    let left_width = table::width(left);
    let row = |row: usize| {
        let text = |side: &[Line]| side.get(row).map(|line| line.text.clone()).unwrap_or_default();
        let at_ms = left.get(row).and_then(|line| line.at_ms);
        let text = format!("{:left_width$}    {}", text(left), text(right));
        line(at_ms.is_some() && at_ms == different, &text)
    };
    (0..left.len().max(right.len())).map(row).collect()
}

fn stacked(left: &[Line], right: &[Line], different: Option<u64>) -> Vec<String> {
    [painted(left, different), painted(right, different)].join(&String::new())
}

fn painted(lines: &[Line], different: Option<u64>) -> Vec<String> {
    let is_marked = |at_ms: Option<u64>| at_ms.is_some() && at_ms == different;
    lines.iter().map(|Line { at_ms, text }| line(is_marked(*at_ms), text)).collect()
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

/// For a terminal too narrow for any table: the lanes that differ at the first instant that does.
fn list(expected: &Timeline, actual: &Timeline, different: Option<u64>) -> Vec<String> {
    let Some(at_ms) = different else { return Vec::new() };
    let text = |cell: &[String]| {
        if cell.is_empty() { NOTHING.to_owned() } else { cell.join(", ") }
    };
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

    /// The lanes `ann` and `bob` are the same in both.
    fn wide_example() -> (Timeline, Timeline) {
        let head = "time  ann  bob  cat";
        let begin = "0 ms  starts 1, ends 1, waits  starts 1, ends 1, waits  waits";
        let of = |last: &str| table_of(&format!("{head}\n{begin}\n10 ms  passes  passes  {last}"));
        (of("passes, starts 2"), of("starts 2"))
    }

    #[test]
    fn where_the_tables_do_not_fit_the_events_of_a_cell_stand_one_below_the_other() {
        let (expected, actual) = wide_example();

        let picture = plain(&of(Some(&expected), &actual, None, 42));

        let rows = [
            "      expected",
            "      time  ann        bob        cat",
            "      0 ms  starts 1,  starts 1,  waits",
            "            ends 1,    ends 1,",
            "            waits      waits",
            " >   10 ms  passes     passes     passes,",
            "                                  starts 2",
            "",
            "      yours",
            "      time  ann        bob        cat",
            "      0 ms  starts 1,  starts 1,  waits",
            "            ends 1,    ends 1,",
            "            waits      waits",
            " >   10 ms  passes     passes     starts 2",
        ];
        assert_eq!(picture, rows.join("\n"));
    }

    #[test]
    fn where_that_does_not_fit_either_the_lanes_that_are_the_same_are_left_out() {
        let (expected, actual) = wide_example();

        let picture = plain(&of(Some(&expected), &actual, None, 41));

        let rows = [
            "      expected",
            "      time  cat",
            "      0 ms  waits",
            " >   10 ms  passes,",
            "            starts 2",
            "      … and 2 lanes, the same in both",
            "",
            "      yours",
            "      time  cat",
            "      0 ms  waits",
            " >   10 ms  starts 2",
        ];
        assert_eq!(picture, rows.join("\n"));
    }

    #[test]
    fn a_run_alone_is_a_table_as_long_as_it_fits() {
        let (_, actual) = wide_example();

        let narrow = of(None, &actual, Some("stuck"), 45);

        assert!(plain(&narrow).ends_with("  stuck"), "{}", plain(&narrow));
        assert!(narrow.len() > 4, "{}", plain(&narrow));
        assert_eq!(of(None, &actual, None, 30), [""; 0]);
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
