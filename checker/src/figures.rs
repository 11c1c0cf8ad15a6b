//! The timelines in the book. A chapter holds the tables themselves, so that it can be read in an editor or on a forge. A
//! comment in front of each block names the snapshot that the table is taken from:
//!
//! ~~~text
//! <!-- snapshot: exercises/events/tests/event/snapshots/event__a_late_waiter_passes_at_once.snap -->
//! ```text
//!    time  setter  early   late
//!    0 ms  ·       waits   ·
//! ```
//! ~~~
//!
//! Not mdBook's `{{#include}}`: nothing but mdBook shows what it includes.

use std::fs;

use anyhow::{Context, Result, bail, ensure};

use crate::files;
use crate::scenario::table_in;
use crate::workspace::Workspace;

/// Where the chapters are, relative to the root.
const CHAPTERS: &str = "book/src";

/// Every chapter with what should stand in it: texts by path, relative to the root.
///
/// # Errors
/// When a chapter or a snapshot cannot be read, or a comment has no block behind it. The error names file and line.
pub fn chapters(workspace: &Workspace) -> Result<Vec<(String, String)>> {
    let table = |snapshot: &str| {
        let text = fs::read_to_string(workspace.path(snapshot))
            .with_context(|| format!("cannot read {snapshot}"))?;
        table_in(&text).map(str::to_owned).with_context(|| format!("cannot understand {snapshot}"))
    };
    let mut chapters = Vec::new();
    for file in files::below(&workspace.root, CHAPTERS)?.into_iter().filter(|file| file.ends_with(".md")) {
        let text =
            fs::read_to_string(workspace.path(&file)).with_context(|| format!("cannot read {file}"))?;
        let current = with_tables(&file, &text, table)?;
        chapters.push((file, current));
    }
    Ok(chapters)
}

/// A chapter with the tables of the snapshots that it names.
fn with_tables(file: &str, chapter: &str, table: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut current = String::new();
    let mut lines = chapter.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let place = || format!("{file}:{number}");
        current += &format!("{line}\n");
        if let Some(snapshot) = snapshot_in(line).with_context(place)? {
            let table = table(snapshot).with_context(place)?;
            pass_block(&mut lines.by_ref().map(|(line, _)| line)).with_context(place)?;
            current += &format!("```text\n{table}\n```\n");
        }
    }
    Ok(current)
}

/// The snapshot that a line names, if it is such a comment.
fn snapshot_in(line: &str) -> Result<Option<&str>> {
    let named = line.strip_prefix("<!-- snapshot: ").and_then(|rest| rest.strip_suffix(" -->"));
    // A comment with a slip in it would be passed over, and its table would never change again.
    let is_meant = line.contains("<!-- snapshot")
        || line.contains(".snap") && (line.contains("{{#") || line.contains("<!--"));
    ensure!(
        named.is_some() || !is_meant,
        "a line `<!-- snapshot: FILE -->` shows a snapshot; this one is not understood: {line}"
    );
    Ok(named)
}

/// Goes past the block that begins here.
fn pass_block<'a>(lines: &mut impl Iterator<Item = &'a str>) -> Result<()> {
    ensure!(lines.next() == Some("```text"), "the next line does not begin a block with ```text");
    for line in lines {
        match line {
            "```" => return Ok(()),
            // No table has such a line. What is behind it is prose, which must not be lost.
            _ if line.trim().is_empty() || line.starts_with("```") => break,
            _ => {}
        }
    }
    bail!("the block behind it does not end with ```");
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn table(snapshot: &str) -> Result<String> {
        ensure!(snapshot == "a.snap", "cannot read {snapshot}");
        Ok("   time  ann\n   5 ms  goes".into())
    }

    #[rstest]
    #[case::empty("")]
    #[case::stale("   time  ann\n   7 ms  waits\n  10 ms  goes\n")]
    #[case::current("   time  ann\n   5 ms  goes\n")]
    fn the_table_of_the_snapshot_stands_in_the_block_behind_its_comment(#[case] there: &str) {
        let chapter = |table: &str| {
            format!("# A\n\n<!-- snapshot: a.snap -->\n```text\n{table}```\n\n```rust\nb();\n```\n")
        };

        let current = with_tables("a.md", &chapter(there), table).expect("it is one");

        assert_eq!(current, chapter("   time  ann\n   5 ms  goes\n"));
    }

    #[test]
    fn a_chapter_without_snapshots_stays_as_it_is() {
        let chapter = "A `.snap` file.\n\n<!-- a comment -->\n```text\nb\n```\n\n{{#include ../../c.rs}}\n";

        assert_eq!(with_tables("a.md", chapter, table).expect("it is one"), chapter);
    }

    #[rstest]
    #[case::missing("<!-- snapshot: b.snap -->\n```text\n```\n", "cannot read b.snap")]
    #[case::no_block("<!-- snapshot: a.snap -->\nb\n", "the next line does not begin a block with ```text")]
    #[case::a_line_between("<!-- snapshot: a.snap -->\n\n```text\n```\n", "the next line does not begin")]
    #[case::another_block("<!-- snapshot: a.snap -->\n```rust\n```\n", "the next line does not begin")]
    #[case::at_the_end("<!-- snapshot: a.snap -->\n", "the next line does not begin")]
    #[case::open_block("<!-- snapshot: a.snap -->\n```text\nb\n", "the block behind it does not end")]
    #[case::prose("<!-- snapshot: a.snap -->\n```text\nb\n\nc\n```\n", "the block behind it does not end")]
    #[case::next_block(
        "<!-- snapshot: a.snap -->\n```text\n```rust\n```\n",
        "the block behind it does not end"
    )]
    #[case::include(
        "{{#include ../../a.snap:5:}}\n",
        "a line `<!-- snapshot: FILE -->` shows a snapshot; this one is not understood: {{#include ../../a.snap:5:}}"
    )]
    #[case::no_colon("<!-- snapshot a.snap -->\n```text\n```\n", "this one is not understood")]
    #[case::misspelt("<!-- snapshto: a.snap -->\n```text\n```\n", "this one is not understood")]
    #[case::indented("  <!-- snapshot: a.snap -->\n  ```text\n  ```\n", "this one is not understood")]
    fn an_error_names_file_and_line(#[case] figure: &str, #[case] words: &str) {
        let error = with_tables("a.md", &format!("# A\n\n{figure}"), table).expect_err("it is wrong");

        let error = format!("{error:#}");
        assert!(error.starts_with("a.md:3: ") && error.contains(words), "{error}");
    }
}
