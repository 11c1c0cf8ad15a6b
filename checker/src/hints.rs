//! The hints of a part, of rising help: a numbered list in `exercises/PATTERN/hints/PART.md`.

use std::fs;

use anyhow::{Context, Result};

use crate::course::Part;
use crate::workspace::Workspace;

/// The hints of a part.
///
/// # Errors
/// When their file cannot be read.
pub fn hints_of(workspace: &Workspace, part: &Part) -> Result<Vec<String>> {
    let file = format!("exercises/{}/hints/{}.md", part.pattern, part.module());
    let text = fs::read_to_string(workspace.path(&file))
        .with_context(|| format!("cannot read {file}\nbring it back with `git checkout -- {file}`"))?;
    Ok(listed_in(&text))
}

/// The items of a numbered list, each in one line.
fn listed_in(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let number = format!("{}. ", items.len() + 1);
        match (line.strip_prefix(&number), items.last_mut()) {
            (Some(begin), _) => items.push(begin.to_owned()),
            (None, Some(item)) => {
                item.push(' ');
                item.push_str(line);
            }
            (None, None) => {}
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_may_have_several_lines() {
        assert_eq!(listed_in("1. Look\n   twice.\n\n2. Leap.\n"), ["Look twice.", "Leap."]);
    }
}
