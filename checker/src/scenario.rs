//! What is played for a part. The tests tell it themselves: a doc comment has the claim, the question, and in a list what
//! stands behind a failure; the module is the part, with its submodules in their order, and a snapshot is the expected
//! timeline.

use std::fs;

use anyhow::{Context, Result, ensure};
use timeline::Timeline;

use crate::course::Part;
use crate::diagnosis::Rule;
use crate::workspace::Workspace;

/// One test of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// As the test harness names it: `event::a_late_waiter_passes_at_once`, with the case behind it if it has cases.
    pub test: String,
    /// What it claims, in one sentence.
    pub claim: String,
    /// What to ask oneself when the claim does not hold.
    pub question: String,
    /// What stands behind a failure.
    pub rules: Vec<Rule>,
    /// What should happen; `None` when the test asserts by itself.
    pub expected: Option<Timeline>,
}

impl Scenario {
    /// As its own test program names it: without the module of the part.
    pub fn in_program(&self) -> &str {
        self.test.split_once("::").map_or(self.test.as_str(), |(_, test)| test)
    }

    /// Whether this is the test of that name, or one of its cases.
    pub fn tells_of(&self, test: &str) -> bool {
        test.strip_prefix(&self.test).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    }

    /// The case that is played, if there are several: `a crowd` of `…::case_3_a_crowd`.
    pub fn case(&self) -> Option<String> {
        let (_number, name) = self.test.rsplit_once("::case_")?.1.split_once('_')?;
        Some(name.replace('_', " "))
    }
}

/// The scenarios of a part in the order in which they stand in its test program, a case at a time. `listed` are the names
/// of all the tests in that program, as it lists them.
///
/// # Errors
/// When the texts and the program do not tell of the same tests.
pub fn scenarios_of(workspace: &Workspace, part: &Part, listed: &[String]) -> Result<Vec<Scenario>> {
    let told = told_of(workspace, part)?;
    let module = part.module();
    for test in listed {
        let is_told = told.iter().any(|told| told.tells_of(&format!("{module}::{test}")));
        ensure!(
            is_told,
            "the test {test} of {} is in its program, and has no claim in its texts",
            part.path()
        );
    }
    let mut scenarios = Vec::new();
    for told in told {
        let cases = listed.iter().map(|test| format!("{module}::{test}")).filter(|test| told.tells_of(test));
        let before = scenarios.len();
        scenarios.extend(cases.map(|test| Scenario { test, ..told.clone() }));
        ensure!(
            scenarios.len() > before,
            "the test {} of {} is in its texts, and not in its program",
            told.test,
            part.path(),
        );
    }
    Ok(scenarios)
}

/// The scenario that this test is, with its case if it has one. `None` when the part has none of this name.
///
/// # Errors
/// As [`told_of`].
pub fn scenario_of(workspace: &Workspace, part: &Part, test: &str) -> Result<Option<Scenario>> {
    let told = told_of(workspace, part)?.into_iter().find(|told| told.tells_of(test));
    Ok(told.map(|told| Scenario { test: test.to_owned(), ..told }))
}

/// The scenarios of a part as its texts tell them, with all cases in one.
///
/// # Errors
/// When a file cannot be read or understood, or tells of no test.
pub fn told_of(workspace: &Workspace, part: &Part) -> Result<Vec<Scenario>> {
    let scenarios = told_by(workspace, &part.pattern, &part.module())?;
    ensure!(!scenarios.is_empty(), "{} has no tests", part.path());
    Ok(scenarios)
}

/// What a test module and its submodules tell, in the order in which they stand in its file; `module` is as Rust names it,
/// with that of the part in front.
fn told_by(workspace: &Workspace, pattern: &str, module: &str) -> Result<Vec<Scenario>> {
    let path = module.replace("::", "/");
    let is_program = !module.contains("::");
    let file = format!("exercises/{pattern}/tests/{path}{}", if is_program { "/main.rs" } else { ".rs" });
    let text = fs::read_to_string(workspace.path(&file)).with_context(|| format!("cannot read {file}"))?;

    let (in_front, behind) = around_the_tests(&text);
    let of_submodules = |text: &str| -> Result<Vec<Scenario>> {
        let told = submodules_in(text).map(|name| told_by(workspace, pattern, &format!("{module}::{name}")));
        Ok(told.collect::<Result<Vec<_>>>()?.concat())
    };

    let mut scenarios = of_submodules(in_front)?;
    for told in told_in(&text) {
        let test = format!("{module}::{}", told.name);
        let snapshot = snapshot_of(pattern, &test);
        let expected = match fs::read_to_string(workspace.path(&snapshot)) {
            Ok(text) => Some(expected_in(&text).with_context(|| format!("cannot understand {snapshot}"))?),
            Err(_) => None,
        };
        let rules = told.rules.iter().map(|line| Rule::parse(line)).collect::<Result<Vec<_>>>();
        let rules =
            rules.with_context(|| format!("cannot understand the comment on {} in {file}", told.name))?;
        scenarios.push(Scenario { test, claim: told.claim, question: told.question, rules, expected });
    }
    scenarios.extend(of_submodules(behind)?);
    Ok(scenarios)
}

/// A file up to its first test, and the rest of it.
fn around_the_tests(text: &str) -> (&str, &str) {
    let first = ["\n#[test]\n", "\n#[rstest]\n"].iter().filter_map(|attribute| text.find(attribute)).min();
    text.split_at(first.unwrap_or(text.len()))
}

/// Where insta keeps what a test expects, relative to the root, with `/`: beside the file of the test.
pub fn snapshot_of(pattern: &str, test: &str) -> String {
    let modules: Vec<&str> = test.split("::").collect();
    // The root of a program lies in its folder; every other module lies beside the folder of its own submodules.
    let folders = modules.len().saturating_sub(2).max(1);
    let folder = modules[..folders].join("/");
    format!("exercises/{pattern}/tests/{folder}/snapshots/{}.snap", modules.join("__"))
}

/// The modules that a file declares, apart from those that lie elsewhere: `meeting` of `mod meeting;`.
fn submodules_in(text: &str) -> impl Iterator<Item = &str> {
    let before = std::iter::once("").chain(text.lines());
    let own = text.lines().zip(before).filter(|(_, before)| !before.starts_with("#[path"));
    own.filter_map(|(line, _)| line.strip_prefix("mod ")?.strip_suffix(';'))
}

/// The timeline in a file of insta's.
fn expected_in(snapshot: &str) -> Result<Timeline> {
    Ok(table_in(snapshot)?.parse()?)
}

/// The table in a file of insta's: it stands behind a head between two lines of `---`.
///
/// # Errors
/// When there is no head.
pub fn table_in(snapshot: &str) -> Result<&str> {
    let behind_head = snapshot.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    Ok(behind_head.context("it has no head")?.1.trim_end())
}

/// What a test tells about itself.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    name: String,
    claim: String,
    question: String,
    /// Each in one line, without its `- `.
    rules: Vec<String>,
}

/// The tests in a file, from top to bottom.
fn told_in(text: &str) -> Vec<Told> {
    let mut tests = Vec::new();
    let (mut doc, mut is_test) = (String::new(), false);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(words) = line.strip_prefix("///") {
            doc.push_str(words.trim());
            doc.push('\n');
        } else if line.starts_with("#[") {
            is_test |= line == "#[test]" || line == "#[rstest]";
            // An attribute may go over several lines, as rustfmt breaks a long one.
            if !line.ends_with(']') {
                lines.by_ref().find(|line| *line == ")]");
            }
        } else {
            let name = line.strip_prefix("fn ").and_then(|rest| rest.split(['(', '<']).next());
            if let (true, Some(name)) = (is_test, name) {
                let mut paragraphs = doc.split("\n\n");
                let mut paragraph = || paragraphs.next().unwrap_or_default();
                let (claim, question, rules) = (paragraph(), paragraph(), paragraph());
                let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
                let rules = rules.strip_prefix("- ").map_or(vec![], |rules| rules.split("\n- ").collect());
                tests.push(Told {
                    name: name.to_owned(),
                    claim: one_line(claim),
                    question: one_line(question),
                    rules: rules.into_iter().map(one_line).collect(),
                });
            }
            (doc, is_test) = (String::new(), false);
        }
    }
    tests
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn a_test_tells_its_claim_and_its_question() {
        let text = "\
/// Helps.
fn helper() {}

/// It is
/// so.
///
/// Why is it so?
///
/// - stuck: deadlock
/// - anything and not
///   elsewhere: lost wake-up
#[rstest]
#[case::one(1)]
#[case::another(
    -1,
)]
fn it_is_so(#[case] number: u8) {
    fn inner() {}
}
";
        let told = Told {
            name: "it_is_so".into(),
            claim: "It is so.".into(),
            question: "Why is it so?".into(),
            rules: vec!["stuck: deadlock".into(), "anything and not elsewhere: lost wake-up".into()],
        };

        assert_eq!(told_in(text), [told]);
    }

    #[test]
    fn a_module_may_have_others() {
        let text = "use a;\n\n#[path = \"../shared/helper.rs\"]\nmod helper;\nmod first;\nmod then;\n\n/// mod no;\nmod inner {\n    mod no;\n}\n";

        assert_eq!(submodules_in(text).collect::<Vec<_>>(), ["first", "then"]);
    }

    #[rstest]
    #[case::no_test("mod first;\n", 1, 0)]
    #[case::around(
        "mod first;\n\n#[rstest]\nfn a() {}\n\n#[test]\nfn b() {}\n\nmod then;\nmod last;\n",
        1,
        2
    )]
    fn a_module_stands_in_front_of_the_tests_or_behind(
        #[case] text: &str,
        #[case] in_front: usize,
        #[case] behind: usize,
    ) {
        let (before, after) = around_the_tests(text);

        assert_eq!((submodules_in(before).count(), submodules_in(after).count()), (in_front, behind));
    }

    #[rstest]
    #[case::program("run::it_is_so", "exercises/p/tests/run/snapshots/run__it_is_so.snap")]
    #[case::module("run::end::it_is_so", "exercises/p/tests/run/snapshots/run__end__it_is_so.snap")]
    #[case::submodule(
        "run::end::late::it_is_so",
        "exercises/p/tests/run/end/snapshots/run__end__late__it_is_so.snap"
    )]
    fn a_snapshot_lies_beside_its_test(#[case] test: &str, #[case] snapshot: &str) {
        assert_eq!(snapshot_of("p", test), snapshot);
    }

    #[test]
    fn a_case_is_told_in_words() {
        let played = |test: &str| Scenario {
            test: test.into(),
            claim: String::new(),
            question: String::new(),
            rules: vec![],
            expected: None,
        };

        assert_eq!(played("queue::it_is_so::case_3_a_crowd").case().as_deref(), Some("a crowd"));
        assert_eq!(played("queue::it_is_so").case(), None);
    }

    #[test]
    fn a_snapshot_is_a_head_and_a_table() {
        let expected = expected_in("---\nsource: a\n---\n   time  ann\n   5 ms  goes\n").expect("it is one");

        assert_eq!(expected.cell(5, "ann"), ["goes"]);
        assert!(expected_in("   time  ann").is_err());
    }
}
