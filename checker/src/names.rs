//! What somebody means by a name: patterns and parts, however they are written, and what is much like them.

use crate::course::{Part, Pattern};
use crate::report::words;

/// Names that differ by more are not taken for each other.
const ALIKE: f64 = 0.6;

/// What was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'a> {
    /// A pattern.
    Pattern(&'a Pattern),
    /// A part of it.
    Part(&'a Pattern, &'a Part),
}

/// What `events`, `events::Event`, `Event`, `EVENT` or `exercises/events/src/event.rs` names: case and underscores do not
/// count, and a part need not have its pattern in front where there is one of its name only.
///
/// # Errors
/// In words for the user, when it names nothing, or several things. `command` is what the name is for, such as `check`.
pub fn named<'a>(command: &str, name: &str, course: &'a [Pattern]) -> Result<Named<'a>, String> {
    let segments = segments(name);
    let [first, rest @ ..] = &segments[..] else { return Err(words::no_such_pattern(name, None, course)) };
    let Some(pattern) = course.iter().find(|pattern| is(first, &pattern.name)) else {
        let parts = parts_named(first, course);
        return match (&parts[..], rest) {
            ([(pattern, part)], []) => Ok(Named::Part(pattern, part)),
            ([(_, part)], _) => Err(words::more_than_a_part(command, name, part)),
            ([], []) => Err(words::no_such_pattern(name, most_alike_in(name, course).as_deref(), course)),
            ([], _) => pattern_named(first, course).map(Named::Pattern),
            (several, _) => Err(words::several_parts(command, first, several.iter().map(|(_, part)| *part))),
        };
    };
    match rest {
        [] => Ok(Named::Pattern(pattern)),
        [name] => part_named(command, name, pattern, course).map(|part| Named::Part(pattern, part)),
        // The file of a part that extends another one lies in a folder of that one.
        [.., last] => match (part_in(last, pattern), part_in(rest[0], pattern)) {
            (Some(part), _) => Ok(Named::Part(pattern, part)),
            (None, Some(part)) => Err(words::more_than_a_part(command, name, part)),
            (None, None) => {
                part_named(command, rest[0], pattern, course).map(|part| Named::Part(pattern, part))
            }
        },
    }
}

/// The pattern of this name.
///
/// # Errors
/// In words for the user, when there is none.
pub fn pattern_named<'a>(name: &str, course: &'a [Pattern]) -> Result<&'a Pattern, String> {
    let meant = || most_alike(name, course.iter().map(|pattern| pattern.name.as_str()));
    let found = course.iter().find(|pattern| is(name, &pattern.name));
    found.ok_or_else(|| words::no_such_pattern(name, meant(), course))
}

fn part_named<'a>(
    command: &str,
    name: &str,
    pattern: &'a Pattern,
    course: &[Pattern],
) -> Result<&'a Part, String> {
    let meant = || most_alike(name, pattern.parts.iter().map(|part| part.name.as_str()));
    part_in(name, pattern).ok_or_else(|| match course.iter().find(|other| is(name, &other.name)) {
        Some(other) => words::one_at_a_time(command, pattern, other),
        None => words::no_such_part(name, meant(), pattern),
    })
}

fn part_in<'a>(name: &str, pattern: &'a Pattern) -> Option<&'a Part> {
    pattern.parts.iter().find(|part| is(name, &part.name))
}

/// The parts of this name, whatever their pattern.
fn parts_named<'a>(name: &str, course: &'a [Pattern]) -> Vec<(&'a Pattern, &'a Part)> {
    course.iter().filter_map(|pattern| Some((pattern, part_in(name, pattern)?))).collect()
}

/// The names in `events::Event`, `events/event` or `exercises/events/src/event.rs:10`.
pub(crate) fn segments(name: &str) -> Vec<&str> {
    let (path, _line) = name.split_once(".rs").unwrap_or((name, ""));
    let is_folder = |segment: &&str| ["exercises", "solutions", "src"].contains(segment);
    let segments = path.split([':', '/', '\\']).filter(|segment| !segment.is_empty() && *segment != ".");
    segments.filter(|segment| !is_folder(segment)).collect()
}

/// Whether two names are the same but for case and underscores.
pub(crate) fn is(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    plain(one) == plain(other)
}

/// The pattern, or the part with its pattern, that is most like `name`.
fn most_alike_in(name: &str, course: &[Pattern]) -> Option<String> {
    let parts = || course.iter().flat_map(|pattern| &pattern.parts);
    let patterns = course.iter().map(|pattern| pattern.name.as_str());
    let meant = most_alike(name, patterns.chain(parts().map(|part| part.name.as_str())))?;
    let part = parts().find(|part| part.name == meant);
    Some(part.map_or_else(|| meant.to_owned(), Part::path))
}

/// The one of these names that is most like `name`, if one is like it at all.
pub fn most_alike<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let likeness =
        names.map(|other| (strsim::normalized_damerau_levenshtein(&name, &other.to_lowercase()), other));
    let best = likeness.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::course::Compiled;

    fn course() -> Vec<Pattern> {
        let part = |pattern: &str, name: &str| Part {
            pattern: pattern.into(),
            name: name.into(),
            file: String::new(),
            needs: vec![],
        };
        let pattern = |name: &str, parts: &[&str]| Pattern {
            name: name.into(),
            title: String::new(),
            parts: parts.iter().map(|part_name| part(name, part_name)).collect(),
            compiled: Compiled::default(),
        };
        vec![
            pattern("events", &["run_after", "Event", "later", "wait"]),
            pattern("barriers", &["rounds", "wait"]),
        ]
    }

    #[rstest]
    #[case::pattern("events", "events")]
    #[case::part("events::Event", "events::Event")]
    #[case::alone("Event", "events::Event")]
    #[case::in_capitals("RUN_AFTER", "events::run_after")]
    #[case::module("events::event", "events::Event")]
    #[case::without_underscore("RunAfter", "events::run_after")]
    #[case::file("exercises/events/src/event.rs:10", "events::Event")]
    #[case::file_in_a_folder("exercises/events/src/event/later.rs", "events::later")]
    #[case::folder("exercises/barriers/", "barriers")]
    fn what_is_meant_is_found(#[case] name: &str, #[case] path: &str) {
        let course = course();

        let found = match named("check", name, &course).expect("it names something") {
            Named::Pattern(pattern) => pattern.name.clone(),
            Named::Part(_, part) => part.path(),
        };

        assert_eq!(found, path);
    }

    #[rstest]
    #[case::pattern("barrier", "did you mean `barriers`?")]
    #[case::part("events::evnt", "did you mean `Event`?")]
    #[case::part_alone("run_aftr", "did you mean `events::run_after`?")]
    #[case::of_two_patterns(
        "wait",
        "which `wait`?\n  cargo run -p checker -- check events::wait\n  cargo run -p checker -- check barriers::wait"
    )]
    #[case::two_patterns("events::barriers", "one at a time:\n  cargo run -p checker -- check events\n")]
    #[case::scenario("events::event::it_is_so", "cargo run -p checker -- check events::Event\n")]
    #[case::method("Event::set", "`Event::set` is more than a part")]
    #[case::nothing("::", "there is no pattern or part `::`")]
    #[case::unlike("sockets", "there is no pattern or part `sockets`; the patterns are `events`, `barriers`")]
    #[case::unlike_and_more("sockets::Event", "there is no pattern or part `sockets`")]
    fn what_names_nothing_is_said_with_what_it_is_like(#[case] name: &str, #[case] words: &str) {
        let said = named("check", name, &course()).expect_err("it names nothing");

        assert!(said.contains(words), "{said}");
    }
}
