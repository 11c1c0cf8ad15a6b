//! Looking at a learner's file as text: where a part is, and what in it blocks the thread.

use std::ops::Range;

/// The lines of a part, counted from 1: a function, or a type with its `impl` blocks. `None` when it is not there.
pub fn lines_of(source: &str, part: &str) -> Option<Range<usize>> {
    let lines: Vec<&str> = source.lines().collect();
    let begins = |line: &&str| is_item(line, part);
    let first = lines.iter().position(begins)?;
    let last = lines.iter().rposition(begins)?;
    let indent = lines[last].len() - lines[last].trim_start().len();
    let end = lines[last..].iter().position(|line| line.trim_end() == format!("{}}}", " ".repeat(indent)));
    Some(first + 1..last + end.unwrap_or(0) + 2)
}

/// The text of a part. `None` when it is not there.
pub fn part_of<'a>(source: &'a str, part: &str) -> Option<Vec<&'a str>> {
    let lines = lines_of(source, part)?;
    Some(source.lines().take(lines.end - 1).skip(lines.start - 1).collect())
}

/// Whether a line begins the function or the type `name`, or an `impl` block of the type.
fn is_item(line: &str, name: &str) -> bool {
    let code = line.trim_start();
    if code.starts_with("//") {
        return false;
    }
    let mut words = words(code);
    if code.starts_with("impl") {
        // The head of `impl<T> Queue<T> {` or `impl Default for Event {`, not what stands in a one-line body.
        return words.any(|word| word == name);
    }
    while let Some(word) = words.next() {
        if ["fn", "struct", "enum", "type"].contains(&word) {
            return words.next() == Some(name);
        }
        if !["pub", "crate", "super", "async", "const", "unsafe"].contains(&word) {
            return false;
        }
    }
    false
}

/// The first line within `lines` that stops the thread, and every other task with it: `std::thread::sleep`.
pub fn blocking_call(source: &str, lines: Range<usize>) -> Option<usize> {
    let imported = code_lines(source).any(|(_, line)| line.starts_with("use std::thread::sleep"));
    let blocks = |line: &str| line.contains("thread::sleep(") || (imported && line.contains("sleep("));
    code_lines(source).find(|(number, line)| lines.contains(number) && blocks(line)).map(|(number, _)| number)
}

/// The first line within `lines` that asks the computer's clock what time it is: `Instant` or `SystemTime` of std.
pub fn computers_clock(source: &str, lines: Range<usize>) -> Option<usize> {
    let code = code_lines(source).map(|(_, line)| line).collect::<Vec<_>>().join(" ");
    let imports = code.split("use std::").skip(1).filter_map(|rest| rest.split(';').next());
    let imported: Vec<&str> = imports.flat_map(words).collect();
    let asks = |line: &str| {
        ["Instant", "SystemTime"].iter().any(|clock| {
            line.split_once(&format!("{clock}::now")).is_some_and(|(path, _)| {
                path.ends_with("std::time::") || (!path.ends_with(':') && imported.contains(clock))
            })
        })
    };
    code_lines(source).find(|(number, line)| lines.contains(number) && asks(line)).map(|(number, _)| number)
}

/// The names in a line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty())
}

/// The lines with their numbers, counted from 1, without blanks in front and without comments.
fn code_lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    source.lines().enumerate().map(|(index, line)| {
        let code = line.split("//").next().unwrap_or_default();
        (index + 1, code.trim())
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const SOURCE: &str = "\
/// fn run
pub async fn run<T>(x: T) {
    if x {
    }
}

pub struct Queue<T> {
    a: T,
}

impl<T> Queue<T> {
    fn run_all(&self) {
        std::thread::sleep(d); // thread::sleep(
    }
}

fn other() {
    // thread::sleep(d)
    tokio::time::sleep(d);
}
";

    #[test]
    fn a_part_is_a_function_or_a_type_with_its_methods() {
        assert_eq!(lines_of(SOURCE, "run"), Some(2..6));
        assert_eq!(lines_of(SOURCE, "Queue"), Some(7..16));
        assert_eq!(lines_of(SOURCE, "gone"), None);
    }

    #[test]
    fn only_code_of_the_part_blocks() {
        assert_eq!(blocking_call(SOURCE, 7..16), Some(13));
        assert_eq!(blocking_call(SOURCE, 1..6), None);
        assert_eq!(blocking_call(SOURCE, 17..21), None);
        assert_eq!(blocking_call("use std::thread::sleep;\nsleep(d);", 2..3), Some(2));
    }

    #[rstest]
    #[case::whole("", "std::time::Instant::now()", true)]
    #[case::imported("use std::time::Instant;", "let t = Instant::now();", true)]
    #[case::in_a_list(
        "use std::{\n    sync::Arc,\n    time::{Duration, SystemTime},\n};",
        "f(SystemTime::now())",
        true
    )]
    #[case::of_tokio("use std::time::Duration;\nuse tokio::time::Instant;", "Instant::now()", false)]
    #[case::of_tokio_whole("use std::time::Instant;", "tokio::time::Instant::now()", false)]
    #[case::only_named("use std::time::Instant;", "fn at(t: Instant)", false)]
    fn the_computers_clock_is_that_of_std(#[case] imports: &str, #[case] line: &str, #[case] is_it: bool) {
        let source = format!("{imports}\n{line}\n");
        let last = source.lines().count();

        assert_eq!(computers_clock(&source, 1..last + 1), is_it.then_some(last));
        assert_eq!(computers_clock(&source, 1..last), None);
    }
}
