//! What there is to learn: patterns and their parts, as the manifests in `exercises` tell.

use anyhow::{Context, Result, ensure};
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
    /// What its code and its tests are compiled with.
    pub compiled: Compiled,
}

/// What a learner does next: one stubbed function or type, in a file of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The pattern's name.
    pub pattern: String,
    /// As in the code, such as `run_after` or `Event`.
    pub name: String,
    /// Its file, relative to `src`, with `/`: `event.rs`, or `queue/get_within.rs` for a part that extends `Queue`.
    pub file: String,
    /// The parts of the same pattern that its tests use, by name.
    pub needs: Vec<String>,
}

/// What the manifest of a pattern says about compiling it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compiled {
    /// Such as `2024`.
    pub edition: String,
    /// What its code depends on.
    pub code: Vec<Dependency>,
    /// What its tests depend on beside that.
    pub tests: Vec<Dependency>,
}

/// A crate that others are compiled with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency {
    /// The package, as cargo names it.
    pub package: String,
    /// The crate, as the code names it.
    pub name: String,
}

impl Pattern {
    /// The part of this name.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// The part whose file this is, relative to `src`.
    pub fn part_in(&self, file: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.file == file)
    }

    /// The parts whose files are child modules of this part's.
    pub fn extensions<'a>(&'a self, part: &'a Part) -> impl Iterator<Item = &'a Part> {
        let folder = format!("{}/", part.module());
        self.parts.iter().filter(move |other| other.file.starts_with(&folder))
    }
}

impl Part {
    /// How a person names it: `events::run_after`.
    pub fn path(&self) -> String {
        format!("{}::{}", self.pattern, self.name)
    }

    /// Its module, which is also the name of its test program: `event` for `Event`.
    pub fn module(&self) -> String {
        snake_case(&self.name)
    }
}

/// `rate_limiter` of `RateLimiter`.
fn snake_case(name: &str) -> String {
    let mut module = String::new();
    for (index, letter) in name.char_indices() {
        if letter.is_uppercase() && index > 0 {
            module.push('_');
        }
        module.extend(letter.to_lowercase());
    }
    module
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
    let pattern = Pattern {
        title: text(&exercise["title"]).context("no title")?,
        parts: parts.iter().map(|part| part_of(&name, part)).collect::<Result<_>>()?,
        compiled: Compiled {
            edition: text(&package["edition"]).unwrap_or_default(),
            code: dependencies(package, |kind| kind.is_null()),
            tests: dependencies(package, |kind| kind == "dev"),
        },
        name,
    };
    for part in &pattern.parts {
        for need in &part.needs {
            ensure!(pattern.part(need).is_some(), "{} needs `{need}`, which is no part", part.name);
        }
    }
    Ok((exercise["order"].as_u64().context("no order")?, pattern))
}

pub(crate) fn part_of(pattern: &str, part: &Value) -> Result<Part> {
    let name = text(&part["name"]).context("a part without a name")?;
    let extends = text(&part["extends"]);
    let module = snake_case(&name);
    let listed = part["needs"].as_array().into_iter().flatten().filter_map(text);
    Ok(Part {
        pattern: pattern.to_owned(),
        file: match &extends {
            Some(of) => format!("{}/{module}.rs", snake_case(of)),
            None => format!("{module}.rs"),
        },
        needs: listed.chain(extends).collect(),
        name,
    })
}

/// The dependencies of a kind: none for normal ones, `dev` for those of tests.
fn dependencies(package: &Value, is_wanted: impl Fn(&Value) -> bool) -> Vec<Dependency> {
    let all = package["dependencies"].as_array().into_iter().flatten();
    let of_kind = all.filter(|dependency| is_wanted(&dependency["kind"]));
    let dependency = |dependency: &Value| {
        let package = text(&dependency["name"])?;
        let name = text(&dependency["rename"]).unwrap_or_else(|| package.clone()).replace('-', "_");
        Some(Dependency { package, name })
    };
    of_kind.filter_map(dependency).collect()
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
        assert_eq!(snake_case(name), module);
    }

    #[test]
    fn a_part_that_extends_another_lies_in_its_folder_and_needs_it() {
        let part =
            part_of("queues", &json!({"name": "get_within", "extends": "Queue"})).expect("it is whole");

        assert_eq!(part.file, "queue/get_within.rs");
        assert_eq!(part.needs, ["Queue"]);
    }

    #[test]
    fn patterns_stand_in_teaching_order() {
        let package = |name: &str, order: u64| {
            json!({"name": name, "manifest_path": "m", "metadata": {"exercise": {
                "title": name, "order": order, "parts": [{"name": "a"}]}}})
        };
        let metadata = json!({"packages": [package("late", 2), {"name": "tool"}, package("early", 1)]});

        let course = course_of(&metadata).expect("it is whole");

        let names: Vec<_> = course.iter().map(|pattern| pattern.name.as_str()).collect();
        assert_eq!(names, ["early", "late"]);
    }

    #[test]
    fn a_crate_is_named_as_the_code_names_it() {
        let package = json!({"dependencies": [
            {"name": "explored-tokio", "rename": "tokio", "kind": null}, {"name": "tokio-test", "kind": "dev"}]});

        let tokio = Dependency { package: "explored-tokio".into(), name: "tokio".into() };
        assert_eq!(dependencies(&package, Value::is_null), [tokio]);
        assert_eq!(dependencies(&package, |kind| kind == "dev")[0].name, "tokio_test");
    }

    #[rstest]
    #[case::no_parts(json!({"title": "T", "order": 1}), "no parts")]
    #[case::unknown_need(
        json!({"title": "T", "order": 1, "parts": [{"name": "a", "needs": ["b"]}]}),
        "a needs `b`, which is no part"
    )]
    fn a_manifest_that_lacks_something_is_named(#[case] exercise: Value, #[case] what: &str) {
        let metadata = json!({"packages": [{"name": "events", "manifest_path": "exercises/events/Cargo.toml",
            "metadata": {"exercise": exercise}}]});

        let error = course_of(&metadata).expect_err("it is not whole");

        let whole =
            format!("[package.metadata.exercise] of exercises/events/Cargo.toml is not whole: {what}");
        assert_eq!(format!("{error:#}"), whole);
    }
}
