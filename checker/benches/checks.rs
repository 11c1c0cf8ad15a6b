//! How long a student waits, as a ratio to the least that it could take: `cargo build --test` of the part that was edited,
//! and one run of its test program. Both are measured in turn, in one run, on a clone in which everything is solved.
//!
//! `cargo bench` prints a line for each edit, and a line each for a compile error, for a course in which nothing has
//! changed, and for stubs. The figures of two machines, or of two days, are not comparable; the ratios are.

#[path = "../tests/checker/clone.rs"]
#[expect(dead_code, reason = "tests need more of it")]
mod clone;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clone::{Clone, course, reference};

/// A part of each kind: a function, a type with many scenarios, and one in between.
const PARTS: [&str; 5] =
    ["events::run_after", "events::Event", "queues::produce", "queues::Queue", "locks::Counter"];

/// Pairs of measurements; the median counts.
const PAIRS: usize = 9;

#[expect(clippy::print_stdout, reason = "a benchmark is there to print")]
fn main() {
    let clone = Clone::fresh();
    let checker = student_checker(&clone);
    let check =
        |arguments: &[&str]| time(command(&checker).args(arguments).current_dir(&clone.workspace.root));
    let stubs = median((0..PAIRS).map(|_| check(&[])));
    println!("all stubs, nothing changed              {:>5} ms", stubs.as_millis());

    for pattern in course() {
        clone.solve(&pattern.name);
    }
    check(&[]);
    let same = median((0..PAIRS).map(|_| check(&[])));
    println!("all parts solved, nothing changed       {:>5} ms", same.as_millis());

    println!(
        "\nedit of            floor: cargo builds and runs  check passes  ratio  check: does not compile"
    );
    for part in PARTS {
        let (pattern, _) = part.split_once("::").expect("a path has a pattern");
        let program = clone::part_named(part).module();
        let build = |clone: &Clone| {
            let mut cargo = command(&PathBuf::from(env!("CARGO")));
            cargo.args(["build", "--quiet", "--package", pattern, "--test", &program]);
            time(cargo.current_dir(&clone.workspace.root))
        };
        let run = |clone: &Clone| time(&mut command(&newest_program(clone, &program)));
        let mut edits = 0..;
        let mut edit = |clone: &Clone, code: &str| {
            let number = edits.next().unwrap_or(0);
            clone.submit(part, &format!("{}\n// edit {number}\n{code}", reference(part)));
        };
        edit(&clone, "");
        build(&clone);
        check(&["check", part]);

        let (mut floors, mut checks, mut errors) = (vec![], vec![], vec![]);
        for _ in 0..PAIRS {
            edit(&clone, "");
            floors.push(build(&clone) + run(&clone));
            edit(&clone, "");
            checks.push(check(&["check", part]));
            edit(&clone, "const NOT_A_NUMBER: u8 = \"7\";\n");
            errors.push(check(&["check", part]));
            clone.submit(part, &reference(part));
        }
        let (floor, check, error) = (median(floors), median(checks), median(errors));
        println!(
            "{part:<18}  {:>26} ms  {:>9} ms  {:>5.2}  {:>20} ms",
            floor.as_millis(),
            check.as_millis(),
            check.as_secs_f64() / floor.as_secs_f64(),
            error.as_millis(),
        );
    }
}

/// The checker that a student runs: as `cargo run` builds it, not as a benchmark is built.
fn student_checker(clone: &Clone) -> PathBuf {
    let original = clone::original();
    time(
        command(&PathBuf::from(env!("CARGO")))
            .args(["build", "--quiet", "--package", "checker"])
            .current_dir(&original.root),
    );
    let name = format!("checker{}", std::env::consts::EXE_SUFFIX);
    let built = original.path("target/debug").join(name);
    assert!(built.is_file(), "{} is not built", built.display());
    // What cargo compiles for the floor is compiled before it is measured.
    time(
        command(&PathBuf::from(env!("CARGO")))
            .args(["build", "--quiet", "--package", "stage"])
            .current_dir(&clone.workspace.root),
    );
    built
}

/// The program that cargo has built last of those with this name.
fn newest_program(clone: &Clone, name: &str) -> PathBuf {
    let folder = clone.workspace.path("target/debug/deps");
    let is_it = |path: &PathBuf| {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let hash = stem.strip_prefix(&format!("{name}-"));
        let is_program = path.extension().is_none_or(|extension| extension == "exe");
        is_program && hash.is_some_and(|hash| hash.len() == 16)
    };
    let programs = fs::read_dir(&folder).expect("cargo has built here").flatten().map(|entry| entry.path());
    let age = |path: &PathBuf| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    programs
        .filter(is_it)
        .max_by_key(age)
        .unwrap_or_else(|| panic!("there is no {name} in {}", folder.display()))
}

#[expect(clippy::disallowed_methods, reason = "what is measured are whole commands")]
fn command(program: &PathBuf) -> Command {
    let mut command = Command::new(program);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The real time of one command.
fn time(command: &mut Command) -> Duration {
    let began = Instant::now();
    command.status().expect("it can be started");
    began.elapsed()
}

fn median(times: impl IntoIterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.into_iter().collect();
    times.sort_unstable();
    times[times.len() / 2]
}
