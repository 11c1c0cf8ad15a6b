use std::collections::BTreeMap;

use crate::Event;

/// The events of one run: a row per virtual instant, a lane per actor.
///
/// # Panics
/// The functions that take names or events panic when a text cannot stand in a table: it is empty, or holds a line
/// break, two spaces in a row, `, ` (which separates the events of one cell) or the sign for an empty cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    actors: Vec<String>,
    /// By instant in milliseconds, then by lane: what that actor did then, in its own order.
    rows: BTreeMap<u64, Vec<Vec<String>>>,
}

/// All that happened at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// Virtual time since the scenario began, in milliseconds.
    pub at_ms: u64,
    /// One cell per lane, in the order of [`Timeline::actors`].
    pub cells: &'a [Vec<String>],
}

impl Timeline {
    /// An empty timeline with these lanes, from left to right.
    pub fn new<A: Into<String>>(actors: impl IntoIterator<Item = A>) -> Self {
        let mut timeline = Timeline::default();
        for actor in actors {
            timeline.add_lane(&actor.into());
        }
        timeline
    }

    /// Opens a lane for `actor` on the right, unless it has one.
    pub fn add_lane(&mut self, actor: &str) {
        self.lane_of(actor);
    }

    /// Adds an event behind the others of its actor and instant; an actor not seen before gets the next lane.
    pub fn record(&mut self, event: Event) {
        assert_fits(&event.what);
        let lane = self.lane_of(&event.actor);
        let row = self.rows.entry(event.at_ms).or_default();
        row.resize(self.actors.len(), Vec::new());
        row[lane].push(event.what);
    }

    /// The part of it at these instants, with a row for each of them, also where nothing happened: for showing two
    /// timelines beside each other.
    pub fn at(&self, instants: &[u64]) -> Timeline {
        let row = |at_ms: &u64| {
            self.rows.get(at_ms).cloned().unwrap_or_else(|| vec![Vec::new(); self.actors.len()])
        };
        Timeline {
            actors: self.actors.clone(),
            rows: instants.iter().map(|at_ms| (*at_ms, row(at_ms))).collect(),
        }
    }

    /// The lanes, from left to right.
    pub fn actors(&self) -> &[String] {
        &self.actors
    }

    /// The rows in the order of time.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(&at_ms, cells)| Row { at_ms, cells })
    }

    /// What `actor` did at this instant, in its own order.
    pub fn cell(&self, at_ms: u64, actor: &str) -> &[String] {
        let lane = self.actors.iter().position(|name| name == actor);
        let cell = lane.and_then(|lane| self.rows.get(&at_ms)?.get(lane));
        cell.map_or(&[], Vec::as_slice)
    }

    /// What `actor` did over the whole run, with the instants in milliseconds.
    pub fn events_of<'a>(&'a self, actor: &'a str) -> impl DoubleEndedIterator<Item = (u64, &'a str)> {
        self.rows
            .keys()
            .flat_map(move |&at_ms| self.cell(at_ms, actor).iter().map(move |what| (at_ms, what.as_str())))
    }

    /// The lane of `actor`, opened if need be.
    fn lane_of(&mut self, actor: &str) -> usize {
        if let Some(lane) = self.actors.iter().position(|name| name == actor) {
            return lane;
        }
        assert_fits(actor);
        self.actors.push(actor.to_owned());
        for row in self.rows.values_mut() {
            row.push(Vec::new());
        }
        self.actors.len() - 1
    }
}

/// A text that broke the table could not be read back, and two runs would look alike that are not.
fn assert_fits(text: &str) {
    assert!(fits(text), "{text:?} does not fit into a table");
}

/// Whether a text can be the name of an actor, or an event.
pub(crate) fn fits(text: &str) -> bool {
    text == text.trim()
        && !text.is_empty()
        && !text.contains("  ")
        && !text.contains(", ")
        && !text.contains('\n')
        && text != crate::NOTHING
}

/// The text, with signs in place of everything that a table cannot hold. A text that fits is returned as it is; any other
/// contains a sign, so it equals no text that a test expects.
pub fn fitted(text: &str) -> String {
    /// In place of a space that would be lost in a table, or read as the end of a cell.
    const SPACE: char = '␣';
    if fits(text) {
        return text.to_owned();
    }
    let body = text.trim_end_matches(' ');
    if body.is_empty() || body == crate::NOTHING {
        return format!("\"{body}\"{}", SPACE.to_string().repeat(text.len() - body.len()));
    }
    let mut fitted = String::new();
    for letter in body.chars() {
        match letter {
            ' ' if fitted.is_empty() || fitted.ends_with([' ', ',', SPACE]) => fitted.push(SPACE),
            ' ' => fitted.push(' '),
            _ if letter.is_whitespace() || letter.is_control() => fitted.extend(letter.escape_default()),
            _ => fitted.push(letter),
        }
    }
    if body.len() < text.len() {
        // The space keeps the verb readable: `has ` becomes `has ␣`.
        fitted.push(' ');
        fitted.extend(std::iter::repeat_n(SPACE, text.len() - body.len()));
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(actor: &str, at_ms: u64, what: &str) -> Event {
        Event { actor: actor.into(), at_ms, what: what.into() }
    }

    #[test]
    fn order_between_actors_within_an_instant_does_not_count() {
        let mut one = Timeline::new(["ann", "bob"]);
        one.record(event("ann", 5, "goes"));
        one.record(event("bob", 5, "goes"));

        let mut other = Timeline::new(["ann", "bob"]);
        other.record(event("bob", 5, "goes"));
        other.record(event("ann", 5, "goes"));

        assert_eq!(one, other);
    }

    #[test]
    fn an_actors_own_order_within_an_instant_counts() {
        let mut one = Timeline::new(["ann"]);
        one.record(event("ann", 5, "comes"));
        one.record(event("ann", 5, "goes"));

        let mut other = Timeline::new(["ann"]);
        other.record(event("ann", 5, "goes"));
        other.record(event("ann", 5, "comes"));

        assert_ne!(one, other);
    }

    #[test]
    fn a_part_has_a_row_for_each_of_its_instants() {
        let mut timeline = Timeline::new(["ann"]);
        timeline.record(event("ann", 5, "goes"));
        timeline.record(event("ann", 7, "comes"));

        assert_eq!(timeline.at(&[5, 6]).to_string(), "   time  ann\n   5 ms  goes\n   6 ms  ·");
    }

    #[test]
    fn a_late_lane_is_empty_in_the_rows_before_it() {
        let mut timeline = Timeline::default();
        timeline.record(event("ann", 1, "goes"));
        timeline.record(event("bob", 2, "goes"));

        assert_eq!(timeline.cell(1, "bob"), [""; 0]);
        assert_eq!(timeline.events_of("bob").collect::<Vec<_>>(), [(2, "goes")]);
        assert!(timeline.rows().all(|row| row.cells.len() == 2));
    }

    #[test]
    fn what_does_not_fit_into_a_table_is_shown_by_signs() {
        for (text, shown) in [
            ("has one two", "has one two"),
            ("has ", "has ␣"),
            ("has  ", "has ␣␣"),
            ("has one  two", "has one ␣two"),
            ("has   two", "has ␣␣two"),
            (" has", "␣has"),
            ("has 1, 2", "has 1,␣2"),
            ("has 1,  2", "has 1,␣␣2"),
            ("has\none", "has\\none"),
            ("has one\t", "has one\\t"),
            ("has one\u{a0}", "has one\\u{a0}"),
            ("", "\"\""),
            ("  ", "\"\"␣␣"),
            ("·", "\"·\""),
        ] {
            assert_eq!(fitted(text), shown);
            assert!(fits(shown), "{shown:?}");
        }
    }
}
