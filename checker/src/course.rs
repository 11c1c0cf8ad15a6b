//! What there is to learn: patterns and their parts, as the manifests in `exercises` tell.

use anyhow::{Context, Result};
use serde_json::Value;

/// One crate in `exercises`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Its package and folder, such as `events`.
    pub name: String,
    /// As a chapter is headed, such as `Events`.
    pub title: String,
    /// In teaching order.
    pub parts: Vec<Part>,
}

/// What a learner does next: one stubbed function or type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The pattern's name.
    pub pattern: String,
    /// As in the code, such as `run_after` or `Event`.
    pub name: String,
    /// Of rising help.
    pub hints: Vec<String>,
}

impl Part {
    /// How a person names it: `events::run_after`.
    pub fn path(&self) -> String {
        format!("{}::{}", self.pattern, self.name)
    }

    /// The module of its tests: `Event` is tested by `event`, `QueueRun` by `queue_run`.
    pub fn module(&self) -> String {
        let mut module = String::new();
        for (index, letter) in self.name.char_indices() {
            if letter.is_uppercase() && index > 0 {
                module.push('_');
            }
            module.extend(letter.to_lowercase());
        }
        module
    }
}

/// The patterns in teaching order, from what `cargo metadata` prints.
///
/// # Errors
/// When the metadata of an exercise lacks something, naming the manifest.
pub fn course_of(metadata: &Value) -> Result<Vec<Pattern>> {
    let packages = metadata["packages"].as_array().context("`cargo metadata` lists no packages")?;
    let mut patterns = Vec::new();
    for package in packages.iter().filter(|package| package["metadata"]["exercise"].is_object()) {
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        patterns.push(
            pattern_of(package)
                .with_context(|| format!("[package.metadata.exercise] of {manifest} is not whole"))?,
        );
    }
    patterns.sort_by_key(|(order, _)| *order);
    Ok(patterns.into_iter().map(|(_, pattern)| pattern).collect())
}

fn pattern_of(package: &Value) -> Result<(u64, Pattern)> {
    let name = text(&package["name"]).context("no name")?;
    let exercise = &package["metadata"]["exercise"];
    let parts = exercise["parts"].as_array().context("no parts")?;
    let part_of = |part: &Value| {
        Some(Part {
            pattern: name.clone(),
            name: text(&part["name"])?,
            hints: part["hints"].as_array()?.iter().filter_map(text).collect(),
        })
    };
    let pattern = Pattern {
        name: name.clone(),
        title: text(&exercise["title"]).context("no title")?,
        parts: parts.iter().map(part_of).collect::<Option<_>>().context("a part without a name or hints")?,
    };
    Ok((exercise["order"].as_u64().context("no order")?, pattern))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case::function("run_after", "run_after")]
    #[case::word("Event", "event")]
    #[case::words("RateLimiter", "rate_limiter")]
    fn the_module_of_a_part_is_its_name_in_snake_case(#[case] name: &str, #[case] module: &str) {
        let part = Part { pattern: "p".into(), name: name.into(), hints: vec![] };

        assert_eq!(part.module(), module);
    }

    #[test]
    fn patterns_stand_in_teaching_order() {
        let package = |name: &str, order: u64| {
            json!({"name": name, "manifest_path": "m", "metadata": {"exercise": {
                "title": name, "order": order, "parts": [{"name": "a", "hints": ["h"]}]}}})
        };
        let metadata = json!({"packages": [package("late", 2), {"name": "tool"}, package("early", 1)]});

        let course = course_of(&metadata).expect("it is whole");

        let names: Vec<_> = course.iter().map(|pattern| pattern.name.as_str()).collect();
        assert_eq!(names, ["early", "late"]);
    }

    #[test]
    fn a_manifest_that_lacks_something_is_named() {
        let metadata = json!({"packages": [
            {"name": "events", "manifest_path": "exercises/events/Cargo.toml", "metadata": {"exercise": {"order": 1}}}]});

        let error = course_of(&metadata).expect_err("it has no parts");

        assert_eq!(
            format!("{error:#}"),
            "[package.metadata.exercise] of exercises/events/Cargo.toml is not whole: no parts"
        );
    }
}
