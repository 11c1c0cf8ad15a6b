//! The table of a timeline, and back: the form for people, in snapshots and in reports.

use std::fmt;
use std::str::FromStr;

use crate::timeline::fits;
use crate::{Event, Timeline};

/// What stands in a cell whose actor did nothing.
pub const NOTHING: &str = "·";

/// Between the columns. No cell holds two spaces in a row, so a column ends where its neighbour begins.
const GAP: &str = "  ";

impl fmt::Display for Timeline {
    /// A row per instant, a lane per actor, no blanks at the line ends:
    ///
    /// ```text
    ///    time  Worker-A  Worker-B
    ///    0 ms  starts    starts
    /// 1000 ms  waits     ·
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let times: Vec<String> = self.rows().map(|row| format!("{} ms", row.at_ms)).collect();
        let cells: Vec<Vec<String>> =
            self.rows().map(|row| row.cells.iter().map(|c| cell_text(c)).collect()).collect();
        let time_width = times.iter().map(String::len).max().unwrap_or(0).max("0000 ms".len());
        let widths: Vec<usize> = (0..self.actors().len())
            .map(|lane| {
                cells.iter().map(|row| width(&row[lane])).max().unwrap_or(0).max(width(&self.actors()[lane]))
            })
            .collect();

        write_row(f, "time", time_width, self.actors(), &widths)?;
        for (time, row) in times.iter().zip(&cells) {
            writeln!(f)?;
            write_row(f, time, time_width, row, &widths)?;
        }
        Ok(())
    }
}

fn write_row(
    f: &mut fmt::Formatter<'_>,
    time: &str,
    time_width: usize,
    cells: &[String],
    widths: &[usize],
) -> fmt::Result {
    let mut line = format!("{time:>time_width$}");
    for (cell, width) in cells.iter().zip(widths) {
        line.push_str(GAP);
        line.push_str(&format!("{cell:<width$}"));
    }
    f.write_str(line.trim_end())
}

/// The events of one cell as they stand in the table.
fn cell_text(events: &[String]) -> String {
    if events.is_empty() { NOTHING.to_owned() } else { events.join(", ") }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// A text that is not the table of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a timeline, line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for TableError {}

impl FromStr for Timeline {
    type Err = TableError;

    /// Reads back what `Display` writes.
    fn from_str(text: &str) -> Result<Self, TableError> {
        let mut lines = text.lines().enumerate();
        let (_, head) = lines.next().ok_or(TableError { line: 1, reason: "empty" })?;
        let mut head = columns(head);
        if head.next() != Some("time") {
            return Err(TableError { line: 1, reason: "the first column is not `time`" });
        }
        let actors: Vec<&str> = head.collect();
        if !actors.iter().all(|actor| fits(actor)) {
            return Err(TableError { line: 1, reason: "a lane without a name" });
        }

        let mut timeline = Timeline::new(actors.iter().copied());
        for (index, line) in lines {
            let wrong = |reason| TableError { line: index + 1, reason };
            let mut row = columns(line);
            let at_ms = row
                .next()
                .and_then(|time| time.strip_suffix(" ms")?.parse().ok())
                .ok_or(wrong("no time in milliseconds"))?;
            let cells: Vec<&str> = row.collect();
            if cells.len() != actors.len() {
                return Err(wrong("not one cell per lane"));
            }
            for (actor, cell) in actors.iter().zip(cells) {
                for what in cell.split(", ").filter(|what| *what != NOTHING) {
                    if !fits(what) {
                        return Err(wrong("an event without a name"));
                    }
                    timeline.record(Event { actor: (*actor).into(), at_ms, what: what.into() });
                }
            }
        }
        Ok(timeline)
    }
}

/// The columns of one line, without the blanks around them.
fn columns(line: &str) -> impl Iterator<Item = &str> {
    line.split(GAP).map(str::trim).filter(|column| !column.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Timeline {
        let mut timeline = Timeline::new(["Worker-A", "setter", "nobody"]);
        for (at_ms, actor, what) in [
            (0, "Worker-A", "waits"),
            (1000, "setter", "sets"),
            (1000, "Worker-A", "wakes"),
            (1000, "Worker-A", "starts item 1"),
            (12_000, "Worker-A", "done"),
        ] {
            timeline.record(Event { actor: actor.into(), at_ms, what: what.into() });
        }
        timeline
    }

    #[test]
    fn a_table_has_a_row_per_instant_and_a_lane_per_actor() {
        let expected = [
            "    time  Worker-A              setter  nobody",
            "    0 ms  waits                 ·       ·",
            " 1000 ms  wakes, starts item 1  sets    ·",
            "12000 ms  done                  ·       ·",
        ];

        assert_eq!(example().to_string(), expected.join("\n"));
    }

    #[test]
    fn a_table_is_read_back_as_it_was() {
        assert_eq!(example().to_string().parse(), Ok(example()));
        assert_eq!(Timeline::default().to_string().parse(), Ok(Timeline::default()));
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_line() {
        let refused = |text: &str| text.parse::<Timeline>().unwrap_err().to_string();

        assert_eq!(refused(""), "not a timeline, line 1: empty");
        assert_eq!(refused("when  ann"), "not a timeline, line 1: the first column is not `time`");
        assert_eq!(refused("time  ann\nsoon  goes"), "not a timeline, line 2: no time in milliseconds");
        assert_eq!(refused("time  ann\n1 ms  ·  ·"), "not a timeline, line 2: not one cell per lane");
        assert_eq!(refused("time  ·"), "not a timeline, line 1: a lane without a name");
        assert_eq!(refused("time  ann\n1 ms  a, , b"), "not a timeline, line 2: an event without a name");
    }
}
