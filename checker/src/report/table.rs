//! A timeline as the lines of a table under a heading: with each cell in one line, or with a line for each event of it.

use timeline::{NOTHING, Timeline};

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The instant whose row begins here.
    pub(super) at_ms: Option<u64>,
    /// What it says.
    pub(super) text: String,
}

impl Line {
    /// A line that begins no row.
    pub(super) fn beside(text: impl Into<String>) -> Self {
        Line { at_ms: None, text: text.into() }
    }
}

/// The columns that these lines take.
pub(super) fn width(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.text.chars().count()).max().unwrap_or(0)
}

/// As in a snapshot: a line for each of these instants.
pub(super) fn wide(heading: &str, timeline: &Timeline, instants: &[u64]) -> Vec<Line> {
    let table = timeline.at(instants).to_string();
    let mut lines = vec![Line::beside(format!("   {heading}"))];
    let begins = std::iter::once(None).chain(instants.iter().copied().map(Some));
    lines.extend(table.lines().zip(begins).map(|(text, at_ms)| Line { at_ms, text: text.to_owned() }));
    lines
}

/// With the events of a cell one below the other, and with these lanes alone.
pub(super) fn narrow(heading: &str, timeline: &Timeline, instants: &[u64], lanes: &[&str]) -> Vec<Line> {
    let lanes: Vec<&String> =
        timeline.actors().iter().filter(|actor| lanes.contains(&actor.as_str())).collect();
    let mut rows = vec![(None, "time".to_owned(), lanes.iter().map(|&lane| vec![lane.clone()]).collect())];
    rows.extend(instants.iter().map(|&at_ms| {
        let cells: Vec<Vec<String>> =
            lanes.iter().map(|lane| one_below_the_other(timeline.cell(at_ms, lane))).collect();
        (Some(at_ms), format!("{at_ms} ms"), cells)
    }));
    let time_width = rows.iter().map(|(_, time, _)| time.len()).max().unwrap_or(0).max("0000 ms".len());
    let width_of = |lane: usize| {
        let texts = rows.iter().flat_map(|(_, _, cells)| &cells[lane]);
        texts.map(|text| text.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..lanes.len()).map(width_of).collect();

    let mut lines = vec![Line::beside(format!("   {heading}"))];
    for (at_ms, time, cells) in &rows {
        for part in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let (at_ms, time) = if part == 0 { (*at_ms, time.as_str()) } else { (None, "") };
            let mut text = format!("{time:>time_width$}");
            for (cell, width) in cells.iter().zip(&widths) {
                let event = cell.get(part).map_or("", String::as_str);
                text.push_str(&format!("  {event:<width$}"));
            }
            lines.push(Line { at_ms, text: text.trim_end().to_owned() });
        }
    }
    lines
}

fn one_below_the_other(events: &[String]) -> Vec<String> {
    let Some((last, before)) = events.split_last() else { return vec![NOTHING.to_owned()] };
    before.iter().map(|event| format!("{event},")).chain([last.clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_table_has_a_line_for_each_event_of_a_cell_and_the_lanes_that_are_wanted() {
        let text = "time  ann  bob  cat\n0 ms  goes, stops, goes  ·  goes\n12000 ms  ·  waits, ends  ·";
        let timeline: Timeline = text.parse().expect("a table");

        let lines = narrow("yours", &timeline, &[0, 12_000], &["ann", "bob"]);

        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "   yours",
                "    time  ann     bob",
                "    0 ms  goes,   ·",
                "          stops,",
                "          goes",
                "12000 ms  ·       waits,",
                "                  ends",
            ]
        );
        let begins: Vec<Option<u64>> = lines.iter().map(|line| line.at_ms).collect();
        assert_eq!(begins, [None, None, Some(0), None, None, Some(12_000), None]);
    }
}
