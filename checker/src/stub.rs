//! The stub of a part, made from its reference. Two rules:
//!
//! ```text
//! //| todo!("count this arrival")     a line behind `//|` stands in the stub
//! // REFERENCE                        what stands between these two lines does not
//! self.arrived += 1;
//! // END
//! ```

/// The stub of a reference.
///
/// # Panics
/// When a `REFERENCE` has no `END`, or an `END` has no `REFERENCE`: the reference is ours.
pub fn stub_of(solution: &str) -> String {
    let mut stub: Vec<String> = Vec::new();
    let mut in_reference = false;
    for line in solution.lines() {
        let code = line.trim_start();
        match code {
            "// REFERENCE" | "// END" => {
                let begins = code == "// REFERENCE";
                assert_ne!(begins, in_reference, "`REFERENCE` and `END` stand in turn");
                in_reference = begins;
            }
            _ if code.starts_with("//|") => {
                let given = &code["//|".len()..];
                let indent = &line[..line.len() - code.len()];
                let given = format!("{indent}{}", given.strip_prefix(' ').unwrap_or(given));
                stub.push(given.trim_end().to_owned());
            }
            _ if in_reference => {}
            // What is left out takes its blank line along.
            "" if stub.last().is_none_or(String::is_empty) => {}
            _ => stub.push(line.to_owned()),
        }
    }
    assert!(!in_reference, "a `REFERENCE` has no `END`");
    stub.pop_if(|last| last.is_empty());
    stub.join("\n") + "\n"
}

/// The reference as a learner would have written it, without what is for the stub.
pub fn reference_of(solution: &str) -> String {
    let is_code = |line: &&str| {
        let line = line.trim_start();
        !(line.starts_with("//|") || line == "// REFERENCE" || line == "// END")
    };
    solution.lines().filter(is_code).map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOLUTION: &str = "\
// REFERENCE
use g;
// END

fn f() {
    //| todo!(\"`g`, then \\\"h\\\"\")
    // REFERENCE
    g();
    // END
}
";

    #[test]
    fn what_is_given_stands_in_place_of_the_reference() {
        assert_eq!(stub_of(SOLUTION), "fn f() {\n    todo!(\"`g`, then \\\"h\\\"\")\n}\n");
    }

    #[test]
    fn what_is_given_may_have_several_lines_and_its_own_indent() {
        let solution = "//| if a {\n//|     g();\n//|\n//| }\n// REFERENCE\nh();\n// END\n";

        assert_eq!(stub_of(solution), "if a {\n    g();\n\n}\n");
    }

    #[test]
    fn what_is_left_out_takes_its_blank_line_along() {
        assert_eq!(stub_of("a\n\n// REFERENCE\nuse i;\n// END\n\nb\n"), "a\n\nb\n");
        assert_eq!(stub_of("a\n\n// REFERENCE\nb\n// END\n"), "a\n");
    }

    #[test]
    fn a_reference_is_code_without_what_is_given() {
        assert_eq!(reference_of(SOLUTION), "use g;\n\nfn f() {\n    g();\n}\n");
    }
}
