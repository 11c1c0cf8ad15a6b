//! The stub of a pattern, made from its reference.
//!
//! What a learner writes stands in the reference between two comments, which mdBook can include too:
//!
//! ```text
//! // ANCHOR: wait — count this arrival      becomes  todo!("count this arrival")
//! // ANCHOR: fields — // The field is yours.  becomes  // The field is yours.
//! // ANCHOR: fields — `a: T,` Yours.          becomes  a: T, // Yours.
//! // ANCHOR: imports                          is left out
//! // ANCHOR_END: …
//! ```
//!
//! Where there is something to repair instead, what is given stands behind `//|`:
//!
//! ```text
//! // ANCHOR: wait
//! //| sleep(limit).await;                     becomes  sleep(limit).await;
//! timeout(limit, event.wait()).await
//! // ANCHOR_END: wait
//! ```

/// The stub of a reference.
///
/// # Panics
/// When an anchor has no end, or an end has no anchor: the reference is ours.
pub fn stub_of(solution: &str) -> String {
    let mut stub: Vec<String> = Vec::new();
    let mut open: Option<&str> = None;
    for line in solution.lines() {
        let marker = line.trim_start();
        let indent = &line[..line.len() - marker.len()];
        if let Some(anchor) = marker.strip_prefix("// ANCHOR: ") {
            assert!(open.is_none(), "the anchor {anchor:?} stands inside {open:?}");
            let (name, step) = anchor.split_once(" — ").unwrap_or((anchor, ""));
            open = Some(name);
            if !step.is_empty() {
                stub.push(format!("{indent}{}", placeholder(step)));
            }
        } else if let Some(name) = marker.strip_prefix("// ANCHOR_END: ") {
            assert_eq!(open, Some(name), "an anchor ends that is not open");
            open = None;
        } else if let Some(given) = marker.strip_prefix("//|") {
            stub.push(format!("{indent}{}", given.strip_prefix(' ').unwrap_or(given)).trim_end().to_owned());
        } else if open.is_none() && !(line.is_empty() && stub.last().is_some_and(String::is_empty)) {
            stub.push(line.to_owned());
        }
    }
    assert!(open.is_none(), "the anchor {open:?} has no end");
    stub.join("\n") + "\n"
}

/// What stands where the learner's code will.
fn placeholder(step: &str) -> String {
    if step.starts_with("//") {
        return step.to_owned();
    }
    match step.strip_prefix('`').and_then(|rest| rest.split_once("` ")) {
        // A step may begin with a name in backticks; code ends with a comma.
        Some((code, comment)) if code.ends_with(',') => format!("{code} // {comment}"),
        _ => format!("todo!({step:?})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_becomes_its_first_step() {
        let solution = "fn f() {\n    // ANCHOR: f — `g`, then \"h\"\n    g();\n    // ANCHOR_END: f\n}\n";

        assert_eq!(stub_of(solution), "fn f() {\n    todo!(\"`g`, then \\\"h\\\"\")\n}\n");
    }

    #[test]
    fn fields_become_a_comment_or_code_with_one() {
        let solution = "// ANCHOR: a — // Yours.\na: A,\n// ANCHOR_END: a\n// ANCHOR: b — `b: B,` Yours.\nx: X,\n// ANCHOR_END: b\n";

        assert_eq!(stub_of(solution), "// Yours.\nb: B, // Yours.\n");
    }

    #[test]
    fn what_is_given_is_there_to_be_repaired() {
        let solution = "fn f() {\n    // ANCHOR: f\n    //| if a {\n    //|     g();\n    //| }\n    h();\n    // ANCHOR_END: f\n}\n";

        assert_eq!(stub_of(solution), "fn f() {\n    if a {\n        g();\n    }\n}\n");
    }

    #[test]
    fn what_has_no_step_is_left_out_with_its_blank_lines() {
        let solution = "a\n\n// ANCHOR: i\nuse i;\n// ANCHOR_END: i\n\nb\n";

        assert_eq!(stub_of(solution), "a\n\nb\n");
    }
}
