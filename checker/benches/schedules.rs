//! What exploring costs: the scenarios of each pattern's reference under the nominal schedule alone, and under two hundred
//! others as well, both in this run and with the test programs that a student's check builds.
//!
//! `cargo bench` prints a line for each pattern. The figures of two machines, or of two days, are not comparable; the
//! ratios are.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use checker::attempt::Schedules;
use checker::cargo::Cargo;
use checker::course::course_of;
use checker::grade::{Memory, Prepared, Setting, prepare};
use checker::plan::Selection;
use checker::workspace::{Submission, Workspace};

const COUNT: u32 = 200;

/// Pairs of measurements; the median counts.
const PAIRS: usize = 7;

#[expect(clippy::print_stdout, reason = "a benchmark is there to print")]
fn main() -> Result<()> {
    let workspace =
        Workspace::around(Path::new(env!("CARGO_MANIFEST_DIR"))).context("no course around here")?;
    let cargo = Cargo::open(&workspace.root)?;
    let course = course_of(&cargo.metadata)?;
    let setting = Setting { workspace: &workspace, cargo: &cargo, course: &course };
    let all = Selection { pattern: None, part: None };
    let built = prepare(setting, all, Submission::Reference, |_| ())?;

    println!(
        "pattern     scenarios  played once  and {COUNT} schedules each  exploring alone  schedules/s  ratio"
    );
    for pattern in &course {
        let built = built.only(|task| task.part.pattern == pattern.name);
        let scenarios = explored(&built)?;
        let pairs = (0..PAIRS).map(|_| Ok((time(&built, 0)?, time(&built, COUNT)?)));
        let mut pairs = pairs.collect::<Result<Vec<(Duration, Duration)>>>()?;
        pairs.sort_by_key(|(once, many)| many.saturating_sub(*once));
        let (once, many) = pairs[PAIRS / 2];
        let exploring = many.saturating_sub(once);
        println!(
            "{:<10}  {scenarios:>9}  {:>8} ms  {:>20} ms  {:>12} ms  {:>11.0}  {:>5.2}",
            pattern.name,
            once.as_millis(),
            many.as_millis(),
            exploring.as_millis(),
            f64::from(COUNT) * scenarios as f64 / exploring.as_secs_f64(),
            many.as_secs_f64() / once.as_secs_f64(),
        );
    }
    Ok(())
}

/// How many of the scenarios are played on the stage; the others poll by hand.
fn explored(built: &Prepared<'_>) -> Result<usize> {
    let mut count = 0;
    for scenario in built.scenarios()? {
        count += usize::from(built.replay(&scenario.test, 0)?.1.is_some());
    }
    Ok(count)
}

/// The real time of one check.
fn time(built: &Prepared<'_>, count: u32) -> Result<Duration> {
    let began = Instant::now();
    built.grade(Schedules::Explore { count, base: 0 }, Memory::Fresh)?;
    Ok(began.elapsed())
}
