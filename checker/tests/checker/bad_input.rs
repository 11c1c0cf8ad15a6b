//! Every input gets a verdict, soon; none hangs, none passes that should not, none keeps the others from being graded.

use std::fs;

use rstest::rstest;

use crate::clone::{Clone, Said, course, part_named, reference, said, stub, variant};

/// Checks `events` with another body in one function of the reference.
fn events_with(part: &str, function: &str, body: &str) -> Said {
    let clone = Clone::fresh();
    // A stub needs no test program, so that three are enough.
    for solved in ["events::run_after", "events::set_after", "events::Event"] {
        clone.submit(solved, &reference(solved));
    }
    clone.submit(part, &variant(part, function, body));
    clone.check(&["check", "events"])
}

/// The number of the line with this code, counted from 1.
fn line_with(code: &str, source: &str) -> usize {
    1 + source.lines().position(|line| line.contains(code)).expect("the code is in the source")
}

#[rstest]
#[case::todo(("events::run_after", "run_after"), "todo!(\"begin here\")", "· unwritten  events::run_after", "begin here")]
#[case::bare_todo(("events::run_after", "run_after"), "todo!()", "· unwritten  events::run_after", "there is a `todo!` left")]
#[case::panic(
    ("events::run_after", "run_after"),
    "panic!(\"bad luck\")",
    "✗    failed  events::run_after",
    "Your code panics in line LINE: bad luck"
)]
#[case::panic_in_a_detached_task(
    ("events::set_after", "set_after"),
    "tokio::spawn(async { let none: Option<u8> = None; none.unwrap(); }); sleep(delay).await; let _ = event.set(());",
    "✗    failed  events::set_after",
    "Your code panics in line LINE: called `Option::unwrap()` on a `None` value"
)]
#[case::deadlock(
    ("events::run_after", "run_after"),
    "let turn = tokio::sync::Mutex::new(()); let _mine = turn.lock().await; turn.lock().await; work.await",
    "✗    failed  events::run_after",
    "Deadlock: every remaining task is waiting"
)]
#[case::lost_wake_up(
    ("events::Event", "set"),
    "self.changed.notify_one();",
    "✗    failed  events::Event",
    "`late` waits at 20 ms and never gets to `passes`, which was due at 20 ms. It waits in line "
)]
#[case::yields_for_ever(
    ("events::run_after", "run_after"),
    "while !event.initialized() { tokio::task::yield_now().await; } work.await",
    "✗    failed  events::run_after",
    "A busy loop"
)]
#[case::never_yields(
    ("events::run_after", "run_after"),
    "while !event.initialized() {} work.await",
    "✗    failed  events::run_after",
    if cfg!(unix) { "The loop in line LINE goes on without an `.await` that waits." } else { "The thread is blocked" }
)]
#[case::never_yields_in_a_poll_by_hand(
    ("events::Event", "is_set"),
    "loop {}",
    "✗    failed  events::Event",
    if cfg!(unix) { "The loop in line LINE goes on without an `.await` that waits." } else { "does not return" }
)]
#[case::forgets_to_await(
    ("events::set_after", "set_after"),
    "sleep(delay); let _ = event.set(());",
    "✗    failed  events::set_after",
    "Line LINE makes a future and does not await it"
)]
#[case::asks_the_computers_clock(
    ("events::set_after", "set_after"),
    "let t = std::time::Instant::now(); sleep(delay).await; sleep(delay - t.elapsed()).await; let _ = event.set(());",
    "✗    failed  events::set_after",
    "Line LINE asks the computer's clock"
)]
#[case::sleeps_the_thread(
    ("events::set_after", "set_after"),
    "std::thread::sleep(delay); let _ = event.set(());",
    "✗    failed  events::set_after",
    "Line LINE stops the thread"
)]
#[case::exits_before_the_scenario(
    ("events::Event", "new"),
    "std::process::exit(0)",
    "✗    failed  events::Event",
    "The program ended on the way, with exit code 0"
)]
#[case::exits_during_the_scenario(
    ("events::set_after", "set_after"),
    "sleep(delay).await; let _ = event.set(()); std::process::exit(0)",
    "✗    failed  events::set_after",
    "The program ended on the way, with exit code 0"
)]
#[case::overflows_the_stack(
    ("events::Event", "is_set"),
    "fn deep(n: u64) -> bool { if n == u64::MAX { true } else { deep(n + 1) && n > 0 } } deep(0)",
    "✗    failed  events::Event",
    "ended by a signal"
)]
#[case::prints_100_000_lines(
    ("events::run_after", "run_after"),
    "for line in 0..100_000 { println!(\"{line}\"); } event.wait().await; work.await",
    "✗    failed  events::run_after",
    "prints more than anybody can read"
)]
#[case::prints_for_ever(
    ("events::run_after", "run_after"),
    "event.wait().await; loop { eprint!(\"and on \"); }",
    "✗    failed  events::run_after",
    "prints more than anybody can read"
)]
fn bad_code_gets_its_verdict(
    #[case] (part, function): (&str, &str),
    #[case] body: &str,
    #[case] line: &str,
    #[case] words: &str,
) {
    let said = events_with(part, function, body);

    let words = words.replace("LINE", &line_with(body, &variant(part, function, body)).to_string());
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains(line), "{}", said.report);
    assert!(said.report.contains(&words), "{}", said.report);
    if words.starts_with("Line ") {
        let place = words
            .split(' ')
            .nth(1)
            .map(|line| format!("exercises/events/src/{}:{line}\n", part_named(part).file));
        assert!(said.report.contains(&place.expect("there is a number")), "{}", said.report);
    }
    let unlike = if function == "run_after" { "set_after" } else { "run_after" };
    assert!(
        said.report.contains(&format!("✓    passed  events::{unlike}")),
        "the rest is graded: {}",
        said.report
    );
}

#[test]
fn a_part_that_does_not_compile_leaves_the_others_to_be_graded() {
    let clone = Clone::fresh();
    clone.solve("events");
    clone.solve("locks");
    let wrong = "event.wait().awaits;";
    let source = variant("events::run_after", "run_after", wrong);
    clone.submit("events::run_after", &source);
    let mistyped = "let now: u32 = \"now\";";
    clone.submit("events::set_after", &variant("events::set_after", "set_after", mistyped));

    let said = clone.check(&[]);

    assert_eq!(said.code, Some(1), "{said:?}");
    for line in [
        "! not built  events::run_after",
        "! not built  events::set_after",
        "· waiting    events::start_together",
        "✓    passed  events::Event",
        "✓    passed  locks::Counter",
    ] {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&said.report).contains(&words(line)), "{line}\n{}", said.report);
    }
    assert!(said.report.contains("needs events::run_after, which does not compile"), "{}", said.report);
    assert!(said.report.contains("no field `awaits`"), "rustc's own words: {}", said.report);
    let place = format!("Your code    exercises/events/src/run_after.rs:{}\n", line_with(wrong, &source));
    assert!(said.report.contains(&place), "{}", said.report);
    assert!(said.report.contains("-- check events::run_after\n"), "{}", said.report);
}

#[test]
fn a_part_that_extends_one_that_does_not_compile_waits_for_it() {
    let clone = Clone::fresh();
    clone.solve("queues");
    clone.submit("queues::Queue", &variant("queues::Queue", "close", "self.room.close()?;"));

    let said = clone.check(&["check", "queues"]).report;

    assert!(said.contains("! not built  queues::Queue"), "{said}");
    assert!(said.contains("queues::get_within  needs queues::Queue, which does not compile"), "{said}");
    assert!(said.contains("✓    passed  queues::Buffer"), "{said}");
}

#[rstest]
#[case::renamed_item("pub async fn run_after<", "pub async fn run_later<")]
#[case::empty("", "")]
fn a_file_that_lacks_what_the_map_names_is_the_one_that_is_named(#[case] from: &str, #[case] to: &str) {
    let clone = Clone::fresh();
    clone.solve("events");
    let source =
        if from.is_empty() { String::new() } else { reference("events::run_after").replace(from, to) };
    clone.submit("events::run_after", &source);

    let said = clone.check(&["check", "events"]).report;

    assert!(said.contains("! not built  events::run_after"), "{said}");
    assert!(said.contains("✓    passed  events::Event"), "{said}");
}

#[test]
fn where_the_compiler_does_not_tell_the_parts_apart_the_report_says_so() {
    let clone = Clone::fresh();
    clone.solve("barriers");
    // rustc misses the library and names no line.
    let lacks = "#[link(name = \"no_such_library\", kind = \"static\")]\nunsafe extern \"C\" {}\n";
    clone.submit("barriers::rounds", &format!("{}\n{lacks}", reference("barriers::rounds")));

    let said = clone.check(&["check", "barriers"]).report;

    assert!(said.contains("! not built  barriers::two_phases"), "{said}");
    assert!(said.contains("The compiler does not tell which part it is"), "{said}");
    assert!(said.contains("no_such_library"), "rustc's own words: {said}");
    assert!(said.contains("-- check barriers\n"), "{said}");
}

#[test]
fn a_half_done_stub_shows_what_is_done_and_what_is_next() {
    let clone = Clone::fresh();
    let step = "todo!(\"wait until `event` is set, then do the work\")";
    let stub = stub("events::run_after");
    assert!(stub.contains(step));
    clone.submit("events::run_after", &stub.replace(step, "event.wait().await; work.await"));

    let said = clone.check(&["check", "events"]);

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains("✓    passed  events::run_after"), "{}", said.report);
    let next = format!("1 of {} parts pass. Next:", course()[0].parts.len());
    assert!(said.report.contains(&next), "{}", said.report);
    assert!(said.report.contains("let `delay` pass, then set the event"), "{}", said.report);
}

#[test]
fn a_todo_that_is_left_is_named_with_its_line() {
    let clone = Clone::fresh();
    clone.solve("events");
    let source = variant("events::Event", "clear", "todo!(\"remember\")");
    clone.submit("events::Event", &source);

    let said = clone.check(&["check", "events::Event"]).report;

    assert!(said.contains("· unwritten  events::Event"), "{said}");
    let place = format!("exercises/events/src/event.rs:{}\n", line_with("todo!(", &source));
    assert!(said.contains(&place), "{said}");
}

#[rstest]
#[case::edited("tests/run_after/main.rs", Some(("assert_pending!(call.poll(), \"the call must wait while the event is not set\");", "")))]
#[case::ignored("tests/run_after/main.rs", Some(("#[test]", "#[test]\n#[ignore]")))]
#[case::deleted("tests/run_after/main.rs", None)]
#[case::snapshot_edited(
    "tests/event/snapshots/event__a_late_waiter_passes_at_once.snap",
    Some(("waits, passes", "waits"))
)]
#[case::snapshot_deleted("tests/event/snapshots/event__a_late_waiter_passes_at_once.snap", None)]
#[case::manifest_edited("Cargo.toml", Some(("title = \"Events\"", "title = \"Easy\"")))]
#[case::map_edited("src/lib.rs", Some(("mod event;", "mod event;\nmod mine;")))]
#[case::map_deleted("src/lib.rs", None)]
fn changed_tests_are_no_pass(#[case] file: &str, #[case] edit: Option<(&str, &str)>) {
    let clone = Clone::fresh();
    clone.solve("events");
    clone.solve("locks");
    let path = clone.workspace.path("exercises/events").join(file);
    match edit {
        Some((from, to)) => {
            let text = fs::read_to_string(&path).expect("it is there");
            assert!(text.contains(from), "{file} has no {from:?}");
            fs::write(&path, text.replacen(from, to, 1)).expect("it can be written");
        }
        None => fs::remove_file(&path).expect("it is there"),
    }

    let said = clone.check(&[]);

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains("! unchecked  events::run_after"), "{}", said.report);
    assert!(said.report.contains(&format!("git checkout -- exercises/events/{file}")), "{}", said.report);
    assert!(said.report.contains("✓    passed  locks::Counter"), "the others are graded: {}", said.report);
}

#[test]
fn an_emptied_seal_is_no_pass() {
    let clone = Clone::fresh();
    clone.solve("events");
    fs::write(clone.workspace.path(checker::seal::FILE), "").expect("it can be written");

    let said = clone.check(&["check", "events"]);

    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.report.contains("git checkout -- checker/seal.sha256"), "{}", said.report);
}

#[test]
fn a_dependency_of_ones_own_is_told_with_the_way_back() {
    let clone = Clone::fresh();
    clone.solve("events");
    let manifest = clone.workspace.path("exercises/events/Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("it is there");
    fs::write(&manifest, text.replace("[dependencies]\n", "[dependencies]\nrand = \"0.9\"\n"))
        .expect("it can be written");

    let said = clone.check(&["check", "events"]).report;

    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Exercises depend on tokio alone"), "{said}");
    assert!(said.contains("git checkout -- exercises/events/Cargo.toml"), "{said}");
}

/// What stands where the file of a part should be.
#[derive(Debug, Clone, Copy)]
enum There {
    Nothing,
    AnotherName,
    Folder,
    LinkToNothing,
    NotText,
}

#[rstest]
#[case::deleted(There::Nothing)]
#[case::renamed(There::AnotherName)]
#[case::folder(There::Folder)]
#[case::not_text(There::NotText)]
#[cfg_attr(unix, case::link_to_nothing(There::LinkToNothing))]
fn a_file_that_cannot_be_read_is_named_and_can_be_brought_back(#[case] there: There) {
    let clone = Clone::fresh();
    clone.solve("queues");
    let path = clone.path("queues::run_pool");
    match there {
        There::NotText => fs::write(&path, [0xFF, 0xFE, 0x00]).expect("it can be written"),
        There::AnotherName => fs::rename(&path, path.with_file_name("my_pool.rs")).expect("it is there"),
        _ => fs::remove_file(&path).expect("it is there"),
    }
    match there {
        There::Folder => fs::create_dir(&path).expect("it can be made"),
        #[cfg(unix)]
        There::LinkToNothing => std::os::unix::fs::symlink("nowhere", &path).expect("it can be made"),
        _ => {}
    }

    let missing = clone.check(&["check", "queues"]);
    let reset = clone.check(&["reset", "queues::run_pool"]);
    let back = clone.check(&["check", "queues::run_pool"]);

    assert_eq!(missing.code, Some(1), "{missing:?}");
    assert!(missing.report.contains("! not built  queues::run_pool"), "{}", missing.report);
    assert!(missing.report.contains("cannot read exercises/queues/src/run_pool.rs"), "{}", missing.report);
    assert!(missing.report.contains("-- reset queues::run_pool"), "{}", missing.report);
    assert!(missing.report.contains("✓    passed  queues::Buffer"), "the others: {}", missing.report);
    assert_eq!(reset.code, Some(0), "{reset:?}");
    assert!(back.report.contains("· unwritten  queues::run_pool"), "{}", back.report);
}

#[cfg(unix)]
#[test]
fn a_link_to_ones_work_is_ones_work() {
    let clone = Clone::fresh();
    clone.solve("events");
    let path = clone.path("events::run_after");
    let elsewhere = clone.workspace.path("target/my_run_after.rs");
    fs::rename(&path, &elsewhere).expect("it can be moved");
    std::os::unix::fs::symlink(&elsewhere, &path).expect("it can be made");

    let said = clone.check(&["check", "events::run_after"]);

    assert_eq!(said.code, Some(0), "{said:?}");
}

#[test]
fn without_cargo_the_way_to_it_is_named() {
    let clone = Clone::fresh();

    let said = said(clone.command().env("PATH", "").env_remove("CARGO"));

    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.errors.contains("https://rustup.rs"), "{}", said.errors);
}

#[test]
fn outside_the_course_the_way_back_is_named() {
    let clone = Clone::fresh();

    let said = said(clone.command().current_dir(std::env::temp_dir()));

    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(
        said.errors.contains("go to the folder that holds `exercises` and `solutions`"),
        "{}",
        said.errors
    );
}

#[test]
fn colors_are_for_those_who_want_them() {
    let clone = Clone::fresh();
    let check = |variables: &[(&str, &str)]| {
        said(clone.command().args(["check", "locks"]).envs(variables.iter().copied())).report
    };

    assert!(!check(&[]).contains('\x1b'), "no colors into a pipe");
    assert!(check(&[("CLICOLOR_FORCE", "1")]).contains('\x1b'), "colors where they are asked for");
    assert!(!check(&[("NO_COLOR", "1")]).contains('\x1b'), "no colors where they are refused");
}

/// A test is in a group of its own, so it does not get the Ctrl-C of the terminal: the checker has to end it.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_running_tests_too() {
    let clone = Clone::fresh();
    // Polled by hand, it ends by itself only after some seconds.
    clone.submit("queues::Queue", &variant("queues::Queue", "put", "loop {}"));
    let program = clone.workspace.path("target/rendezvous/learner/queues/queue").display().to_string();
    // How long each of its processes has been running, `00:01`, if there are any.
    let running = || -> Vec<String> {
        let processes = printed_by("ps", &["-A", "-o", "etime=,args="]);
        let lines = processes.lines().filter_map(|line| line.trim().split_once(' '));
        lines
            .filter(|(_, command)| command.trim().starts_with(&program))
            .map(|(age, _)| age.to_owned())
            .collect()
    };
    // Others end at once.
    let hangs = || running().iter().any(|age| age != "00:00");

    let mut checker = clone.command().args(["check", "queues::Queue"]).spawn().expect("it starts");
    while !hangs() && checker.try_wait().expect("it can be asked").is_none() {}
    let was_running = hangs();
    printed_by("kill", &["-INT", &checker.id().to_string()]);
    let status = checker.wait().expect("it can be waited for");

    assert!(was_running, "the test does not end by itself so soon");
    assert_eq!(status.code(), Some(130));
    assert_eq!(running(), [""; 0], "the test ends with the checker");
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "std can neither send a signal nor list processes")]
fn printed_by(program: &str, arguments: &[&str]) -> String {
    let output = std::process::Command::new(program).args(arguments).output().expect("it can be started");
    assert!(output.status.success(), "{program}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
