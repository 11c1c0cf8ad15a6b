//! What a test did by hand: a numbered line for each step.

use super::layout::{shortened, visible};
use super::words;
use crate::steps::Step;

/// The last steps, under the words that say what they are.
pub(super) fn of(steps: &[Step], most: usize, width: usize) -> Vec<String> {
    /// Columns of a call's name: those of the tests are shorter.
    const NAME: usize = 40;
    let before = steps.len().saturating_sub(most);
    let shown = steps[before..].iter().map(|step| (shortened(&visible(&step.call), NAME), step.what));
    let shown: Vec<_> = shown.collect();
    let calls = shown.iter().map(|(call, _)| call.chars().count()).max().unwrap_or(0);
    let mut lines = vec![format!("   {}", words::did(before))];
    lines.extend((before + 1..).zip(shown).map(|(number, (call, what))| {
        let (happens, outcome) = words::step(what);
        let line = format!("   {number:>4}  {call:<calls$}  {happens:<11} {outcome}");
        shortened(line.trim_end(), width)
    }));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::{Outcome, What};

    fn step(call: &str, what: What) -> Step {
        Step { call: call.to_owned(), what }
    }

    #[test]
    fn the_steps_stand_in_columns() {
        let steps = [
            step("put(1)", What::Polled(Outcome::Ready)),
            step("second get()", What::Polled(Outcome::Waits)),
            step("close()", What::Called),
            step("second get()", What::Woken),
            step("second get()", What::Dropped),
            step("put(2)", What::Polled(Outcome::Unknown)),
        ];

        assert_eq!(
            of(&steps, 15, 80),
            [
                "   What the test did, step by step:",
                "      1  put(1)        is polled   ready",
                "      2  second get()  is polled   waits",
                "      3  close()       is called",
                "      4  second get()  is woken",
                "      5  second get()  is dropped",
                "      6  put(2)        is polled   does not return",
            ]
        );
    }

    #[test]
    fn of_many_steps_the_last_are_shown_with_how_many_came_before() {
        let steps = vec![step("get()", What::Woken); 1200];

        assert_eq!(
            of(&steps, 2, 80),
            [
                "   What the test did, step by step, after 1198 other steps:",
                "   1199  get()  is woken",
                "   1200  get()  is woken"
            ]
        );
        assert_eq!(of(&steps[..3], 2, 80)[0], "   What the test did, step by step, after 1 other step:");
    }

    #[test]
    fn whatever_a_call_is_named_a_step_is_one_line_that_fits() {
        let name = "put(\n\u{1b}[31m\u{202e}\"tea\")";
        let steps = [step(name, What::Woken), step(&"x".repeat(500), What::Polled(Outcome::Ready))];

        let lines = of(&steps, 15, 100);

        assert!(lines[1].contains("put(\\n\\u{1b}[31m\\u{202e}\"tea\")  "), "{lines:?}");
        assert!(lines[2].contains("xxx…  is polled   ready"), "{lines:?}");
        for width in [40, 50, 60] {
            assert!(of(&steps, 15, width).iter().all(|line| line.chars().count() <= width));
        }
    }
}
