//! Looking at a learner's file as text: where its part begins, what is still to be written, what blocks the thread, and what
//! asks for more than the program itself.

/// The line in which a part begins, counted from 1: its function or type; 1 when it is not there.
pub fn begin_of(source: &str, part: &str) -> usize {
    source.lines().position(|line| is_item(line, part)).map_or(1, |index| index + 1)
}

/// The line in which a function or a method of this name begins.
pub fn function_in(source: &str, name: &str) -> Option<usize> {
    let begins = |line: &&str| is_item(line.trim_start(), name) && words(line).any(|word| word == "fn");
    source.lines().position(|line| begins(&line)).map(|index| index + 1)
}

/// Whether a line begins the function or the type `name`.
fn is_item(line: &str, name: &str) -> bool {
    let mut words = words(line.split("//").next().unwrap_or_default());
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

/// The first `todo!` of a stub: its line, and what it says is to be done.
pub fn first_todo(stub: &str) -> Option<(usize, String)> {
    let (line, code) = code_lines(stub).find(|(_, line)| line.starts_with("todo!("))?;
    let step = code.strip_prefix("todo!(\"")?.strip_suffix("\")")?;
    Some((line, step.replace("\\\"", "\"").replace("\\\\", "\\")))
}

/// The first line that stops the thread, and every other task with it: `std::thread::sleep`. `None` where the file starts
/// threads of its own: it may be one of these that sleeps.
pub fn blocking_call(source: &str) -> Option<usize> {
    let starts_thread = |line: &str| line.contains("spawn_blocking(") || line.contains("thread::spawn(");
    if code_lines(source).any(|(_, line)| starts_thread(line)) {
        return None;
    }
    let imported = code_lines(source).any(|(_, line)| line.starts_with("use std::thread::sleep"));
    let blocks = |line: &str| line.contains("thread::sleep(") || (imported && line.contains("sleep("));
    code_lines(source).find(|(_, line)| blocks(line)).map(|(number, _)| number)
}

/// The first line that asks the computer's clock what time it is: `Instant` or `SystemTime` of std.
pub fn computers_clock(source: &str) -> Option<usize> {
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
    code_lines(source).find(|(_, line)| asks(line)).map(|(number, _)| number)
}

/// What does not do the same each time in the same program: real time, threads, random numbers, and the world outside.
const VARIES: [&str; 13] = [
    "RandomState",
    "BuildHasher",
    "SystemTime",
    "thread",
    "spawn_blocking",
    "block_in_place",
    "available_parallelism",
    "env",
    "fs",
    "net",
    "process",
    "ptr",
    "addr",
];

/// What has another order in each process.
const UNORDERED: [&str; 2] = ["HashMap", "HashSet"];

/// How that order is seen.
const GOES_THROUGH: [&str; 13] = [
    "iter",
    "iter_mut",
    "into_iter",
    "from_iter",
    "keys",
    "into_keys",
    "values",
    "values_mut",
    "into_values",
    "drain",
    "retain",
    "extract_if",
    "extend",
];

/// Whether a text names something that may make the same program do something else the next time. It may say so of code
/// that does not.
pub fn may_vary(source: &str) -> bool {
    let names =
        |these: &[&str]| code_lines(source).any(|(_, line)| words(line).any(|word| these.contains(&word)));
    let has = |code: &str| code_lines(source).any(|(_, line)| line.contains(code));
    // Not the `for` of an `impl`.
    let loops = || code_lines(source).any(|(_, line)| line.contains("for ") && line.contains(" in "));
    computers_clock(source).is_some()
        || names(&VARIES)
        || has("std::time::Instant")
        || has(":p}")
        || (names(&UNORDERED)
            && (names(&GOES_THROUGH) || loops() || has(":?}") || has(":#?}") || has("dbg!")))
}

/// Whether this name stands in a text, outside of comments.
pub fn has_word(source: &str, name: &str) -> bool {
    code_lines(source).any(|(_, line)| words(line).any(|word| word == name))
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

    #[test]
    fn a_part_begins_with_its_function_or_its_type() {
        let source = "/// fn run\npub async fn run<T>(x: T) {\n}\n\npub(crate) struct Queue<T> {\n}\n\nimpl Queue {\n    fn get() {}\n}\n";

        assert_eq!(begin_of(source, "run"), 2);
        assert_eq!(begin_of(source, "Queue"), 5);
        assert_eq!(begin_of(source, "get"), 9);
        assert_eq!(begin_of(source, "gone"), 1);
    }

    #[test]
    fn the_first_todo_tells_the_first_step() {
        let stub = "fn f() {\n    // todo!(\"no\")\n    todo!(\"say \\\"a\\\"\")\n}\nfn g() {\n    todo!(\"b\")\n}\n";

        assert_eq!(first_todo(stub), Some((3, "say \"a\"".to_owned())));
        assert_eq!(first_todo("fn f() {\n    let mut pieces = 7;\n}\n"), None);
    }

    #[test]
    fn what_stops_the_thread_is_found_in_code_alone() {
        assert_eq!(blocking_call("f();\nstd::thread::sleep(d); // thread::sleep("), Some(2));
        assert_eq!(blocking_call("// thread::sleep(d)\ntokio::time::sleep(d);"), None);
        assert_eq!(blocking_call("use std::thread::sleep;\nsleep(d);"), Some(2));
        assert_eq!(blocking_call("spawn_blocking(|| std::thread::sleep(d));"), None);
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

        assert_eq!(computers_clock(&source), is_it.then_some(source.lines().count()));
    }

    #[rstest]
    #[case::order("let map: HashMap<u8, u8> = f();\nmap.values().next()", true)]
    #[case::loop_over_it("let map: HashMap<u8, u8> = f();\nfor (key, _) in &map {", true)]
    #[case::printed("let set: HashSet<u8> = f();\nprintln!(\"{set:?}\");", true)]
    #[case::only_asked("let map: HashMap<u8, u8> = HashMap::new();\nmap.entry(7).or_default();", false)]
    #[case::clock("let t = std::time::Instant::now();", true)]
    #[case::threads("std::thread::spawn(f);", true)]
    #[case::address("println!(\"{:p}\", &x);", true)]
    #[case::ordered("let map = BTreeMap::new();\nfor x in map {", false)]
    #[case::of_tokio("use tokio::time::Instant;\nlet t = Instant::now();", false)]
    #[case::comment("// not a HashMap", false)]
    fn what_may_not_do_the_same_each_time_is_known_by_its_name(#[case] source: &str, #[case] varies: bool) {
        assert_eq!(may_vary(source), varies);
    }
}
