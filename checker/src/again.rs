//! Which run is to be played again: what somebody means by the name of a scenario, and what is known of its other runs.

use anyhow::{Result, bail};

use crate::course::{Part, Pattern};
use crate::names::{is, most_alike, segments};
use crate::report::words;
use crate::scenario::told_of;
use crate::workspace::Workspace;

/// What is known of a scenario in the schedules that a check plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// It failed in this one.
    Failed(u64),
    /// It passed in the nominal one and in so many others.
    Passed(u32),
    /// Nothing: this program has not been checked.
    Unknown,
}

/// A scenario of the course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'a> {
    /// The pattern.
    pub pattern: &'a Pattern,
    /// The part that it is about.
    pub part: &'a Part,
    /// As [`Scenario::test`](crate::scenario::Scenario::test), perhaps without its case.
    pub test: String,
}

impl Named<'_> {
    fn path(&self) -> String {
        format!("{}::{}", self.pattern.name, self.test)
    }
}

/// The scenario that a name stands for. As with parts, case and underscores do not count, and what stands in front of its
/// last name may be left out as long as there is one such scenario only.
///
/// # Errors
/// When there is none, or several; and when the course itself cannot be read.
pub fn scenario_named<'a>(workspace: &Workspace, course: &'a [Pattern], name: &str) -> Result<Named<'a>> {
    let mut wanted = segments(name);
    let case = wanted.pop_if(|last| last.starts_with("case_"));
    let named_pattern = wanted.first().and_then(|first| course.iter().find(|other| is(first, &other.name)));
    if named_pattern.is_some() {
        wanted.remove(0);
    }
    let patterns = course.iter().filter(|other| named_pattern.is_none_or(|named| named.name == other.name));
    let mut all = Vec::new();
    for (pattern, part) in patterns.flat_map(|pattern| pattern.parts.iter().map(move |part| (pattern, part)))
    {
        let told = told_of(workspace, part)?.into_iter();
        all.extend(told.map(|told| Named { pattern, part, test: told.test }));
    }
    let fits = |named: &&Named<'_>| {
        let test: Vec<&str> = named.test.split("::").collect();
        let behind = test.len().checked_sub(wanted.len());
        !wanted.is_empty() && behind.is_some_and(|at| test[at..].iter().zip(&wanted).all(|(a, b)| is(a, b)))
    };
    let found: Vec<&Named<'_>> = all.iter().filter(fits).collect();
    match found[..] {
        [one] => {
            let case = case.map(|case| format!("::{case}")).unwrap_or_default();
            Ok(Named { test: format!("{}{case}", one.test), ..one.clone() })
        }
        [] => bail!(match wanted[..] {
            [part] if all.iter().any(|named| is(part, &named.part.name)) => {
                let of_part = all.iter().filter(|named| is(part, &named.part.name));
                words::which_scenario(name, of_part.map(Named::path))
            }
            _ => {
                let last = |test: &'_ str| test.rsplit("::").next().unwrap_or_default().to_owned();
                let names: Vec<String> = all.iter().map(|named| last(&named.test)).collect();
                let meant = most_alike(&last(name), names.iter().map(String::as_str));
                let meant = meant.and_then(|meant| all.iter().find(|named| last(&named.test) == meant));
                words::no_such_scenario(name, meant.map(Named::path).as_deref())
            }
        }),
        _ => bail!(words::which_scenario(name, found.into_iter().map(Named::path))),
    }
}
