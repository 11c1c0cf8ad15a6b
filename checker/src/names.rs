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

/// What `events`, `events::Event`, `Event` or `EVENT` names: case and underscores do not count, and a part need not have
/// its pattern in front where there is one of its name only.
///
/// # Errors
/// In words for the user, when it names nothing.
pub fn named<'a>(name: &str, course: &'a [Pattern]) -> Result<Named<'a>, String> {
    if let Some((pattern, part)) = name.split_once("::") {
        let pattern = pattern_named(pattern, course)?;
        return Ok(Named::Part(pattern, part_named(part, pattern)?));
    }
    if let Some(pattern) = course.iter().find(|pattern| is(name, &pattern.name)) {
        return Ok(Named::Pattern(pattern));
    }
    let parts = || course.iter().flat_map(|pattern| pattern.parts.iter().map(move |part| (pattern, part)));
    let mut found = parts().filter(|(_, part)| is(name, &part.name));
    if let (Some((pattern, part)), None) = (found.next(), found.next()) {
        return Ok(Named::Part(pattern, part));
    }
    let paths: Vec<(&str, String)> = parts().map(|(_, part)| (part.name.as_str(), part.path())).collect();
    let patterns = course.iter().map(|pattern| pattern.name.as_str());
    let meant = most_alike(name, patterns.chain(paths.iter().map(|(name, _)| *name)));
    let path = meant.and_then(|meant| Some(paths.iter().find(|(name, _)| *name == meant)?.1.as_str()));
    Err(words::no_such_pattern(name, path.or(meant), course))
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

fn part_named<'a>(name: &str, pattern: &'a Pattern) -> Result<&'a Part, String> {
    let meant = || most_alike(name, pattern.parts.iter().map(|part| part.name.as_str()));
    let found = pattern.parts.iter().find(|part| is(name, &part.name));
    found.ok_or_else(|| words::no_such_part(name, meant(), pattern))
}

/// Whether two names are the same but for case and underscores.
fn is(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    plain(one) == plain(other)
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
        vec![pattern("events", &["run_after", "Event", "wait"]), pattern("barriers", &["rounds", "wait"])]
    }

    #[rstest]
    #[case::pattern("events", "events")]
    #[case::part("events::Event", "events::Event")]
    #[case::alone("Event", "events::Event")]
    #[case::in_capitals("RUN_AFTER", "events::run_after")]
    #[case::module("events::event", "events::Event")]
    #[case::without_underscore("RunAfter", "events::run_after")]
    fn what_is_meant_is_found(#[case] name: &str, #[case] path: &str) {
        let course = course();

        let found = match named(name, &course).expect("it names something") {
            Named::Pattern(pattern) => pattern.name.clone(),
            Named::Part(_, part) => part.path(),
        };

        assert_eq!(found, path);
    }

    #[rstest]
    #[case::pattern("barrier", "did you mean `barriers`?")]
    #[case::part("events::evnt", "did you mean `Event`?")]
    #[case::part_alone("run_aftr", "did you mean `events::run_after`?")]
    #[case::of_two_patterns("wait", "there is no pattern `wait`")]
    #[case::unlike("sockets", "there is no pattern `sockets`; there are `events`, `barriers`")]
    fn what_names_nothing_is_said_with_what_it_is_like(#[case] name: &str, #[case] words: &str) {
        let said = named(name, &course()).expect_err("it names nothing");

        assert!(said.contains(words), "{said}");
    }
}
