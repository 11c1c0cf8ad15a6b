//! What is said of code that does not compile, or that has another signature than the given one.

use super::words::count;
use crate::given::{Change, How};
use crate::verdict::{Extent, Verdict};

/// In one or two sentences for each paragraph, what stands above rustc's own words.
pub(super) fn explanation(verdict: &Verdict) -> Vec<String> {
    match verdict {
        Verdict::SignatureChanged { change, .. } => {
            vec![format!("The signature of `{}` is given, and yours is another one.", change.item)]
        }
        Verdict::NotBuilt { more, extent, cause, place, .. } => {
            let whole = match extent {
                Extent::Part => "",
                Extent::Pattern => {
                    " The compiler does not tell which part it is, so none of this pattern is graded."
                }
            };
            let in_tests = place.as_ref().is_some_and(|place| place.file.contains("/tests/"));
            let errors = count(more + 1, "error");
            match cause {
                Some(cause) if *more == 0 => {
                    vec![format!("It does not compile. {}{whole}", cause.says), "rustc says:".into()]
                }
                Some(cause) => vec![
                    format!("It does not compile. {}{whole}", cause.says),
                    format!("rustc says, in one of {errors}:"),
                ],
                None if in_tests => vec![format!(
                    "It does not compile. The error stands in a test, where it uses your code. The test is as it came with the course: \
                     look for what yours takes or gives otherwise.{whole}"
                )],
                None if *more == 0 => vec![format!("It does not compile.{whole}")],
                None => vec![format!("It does not compile.{whole} The first of {errors}:")],
            }
        }
        _ => vec![],
    }
}

/// The two signatures, one above the other.
pub(super) fn signatures(change: &Change) -> [(&'static str, String); 2] {
    [("Yours", change.yours.clone()), ("Given", change.given.clone())]
}

/// Why it is so, and what to do instead.
pub(super) fn why(change: &Change) -> String {
    match &change.how {
        How::Asks(bounds) => {
            let named = bounds.iter().map(|bound| format!("`{bound}`")).collect::<Vec<_>>().join(" and ");
            let has = |name: &str| bounds.iter().any(|bound| bound.ends_with(&format!(": {name}")));
            let instead = if has("Send") || has("'static") || has("Sync") {
                " Only what becomes a task needs that: await it in this function, several at a time if need be."
            } else if has("Debug") || has("Display") {
                " Only printing needs that, as `unwrap` and `expect` do: an error is an outcome here, so `match` on it."
            } else if has("Clone") || has("Copy") || has("Default") {
                " What cannot be copied can be moved, lent, or shared in an `Arc`."
            } else if has("From") || has("Into") {
                " `?` needs that: decide with a `match` what the error means here."
            } else {
                ""
            };
            format!("Yours asks for {named}, and a caller need not have that.{instead}")
        }
        How::BecameAsync => "Its callers call it and go on, without an `.await`; the future that yours returns would be dropped before it does \
                             anything. It never waits, so it needs no `async`: a `std::sync::Mutex` or an atomic works without."
            .into(),
        How::NotAsync => "Its callers `.await` it.".into(),
        How::Receiver if !change.given.contains("(&self") => "Its callers call it as it is given.".into(),
        How::Receiver => "Many tasks call it at the same time, on one value that they share, so it takes `&self`. Keep what changes in a field that \
                          can be changed through a shared reference: a `std::sync::Mutex`, or an atomic."
            .into(),
        How::Parameters | How::Parameter => "Its callers pass what the given one takes.".into(),
        How::Returns => "Its callers rely on what the given one returns.".into(),
    }
}

/// Below an error whose help would change what is given.
pub(super) fn given(item: &str) -> String {
    format!("rustc's help would change the signature of `{item}`. That is given: look for a way without it.")
}
