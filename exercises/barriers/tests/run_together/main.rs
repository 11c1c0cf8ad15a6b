// `run_together`: all workers through both phases, at the same time.

use barriers::run_together;
use insta::assert_snapshot;
use rstest::rstest;
use stage::{Actor, Law, Stage, explore, ms, outputs_of, play};
use tokio::time::{Duration, sleep};

/// Workers that are actors of these names. Each phase takes so many milliseconds, and that number is its
/// output.
fn workers<const N: usize>(
    stage: &Stage,
    workers: [(&str, u64, u64); N],
) -> Vec<(impl Future<Output = u64> + Send + 'static, impl Future<Output = u64> + Send + 'static)> {
    let worker = |(name, one, two)| {
        let actor = stage.actor(name);
        (phase_one(actor.clone(), ms(one)), phase_two(actor, ms(two)))
    };
    workers.map(worker).into()
}

async fn phase_one(actor: Actor, takes: Duration) -> u64 {
    actor.does("starts 1");
    sleep(takes).await;
    actor.does("ends 1");
    actor.does("waits");
    takes.as_millis() as u64
}

async fn phase_two(actor: Actor, takes: Duration) -> u64 {
    actor.does("starts 2");
    sleep(takes).await;
    actor.does("ends 2");
    takes.as_millis() as u64
}

/// Nobody begins phase two before all of its call have ended phase one, and then all begin at once: three, or
/// one alone.
///
/// How does a worker of yours learn that all the others have ended phase one?
///
/// - anybody is late with `starts 1`: one after the other
/// - stuck and anybody misses `starts 1`: one after the other
/// - stuck and anybody is early with `starts 2`: barrier one short
/// - stuck and `bob` does `starts 2` and `cat` does `starts 2` and `ann` misses `starts 2` and `solo` misses
///   `starts 2`: lost wake-up
/// - stuck and `ann` does `starts 2` and `bob` misses `starts 2` and `cat` does `starts 2`: wakes one instead
///   of all
/// - stuck and `solo` does `ends 1` and `solo` misses `starts 2`: barrier one too many
/// - stuck and elsewhere and not anybody misses `ends 1` and `ann` misses `starts 2` and `bob` misses
///   `starts 2` and `cat` misses `starts 2`: barrier not reusable
/// - stuck and not anybody misses `ends 1` and `ann` misses `starts 2` and `bob` misses `starts 2` and `cat`
///   misses `starts 2`: not shared
/// - anybody is early with `starts 2`: goes on without waiting
/// - not stuck and anybody is late with `starts 2`: time used instead of a signal
#[test]
fn the_last_lets_everybody_begin_phase_two() {
    let run = play(async |stage| {
        // One millisecond apart, so that who is too early did not wait at all: no wait is shorter.
        let three = workers(stage, [("ann", 11, 0), ("bob", 10, 0), ("cat", 9, 0)]);
        let alone = workers(stage, [("solo", 10, 0)]);

        tokio::join!(run_together(three), run_together(alone));
    });

    assert_snapshot!(run);
}

/// Who has nothing to do in phase one waits as well.
///
/// What does `quick` wait for when `slow` has not even begun?
///
/// - stuck and elsewhere and `quick` is early with `starts 2`: barrier not reusable
/// - not elsewhere and `quick` is early with `starts 2`: barrier one short
/// - not elsewhere and `slow` is late with `starts 2` and not `quick` is late with `starts 2`: one after the
///   other
#[test]
fn who_has_nothing_to_do_in_phase_one_waits_as_well() {
    let run = play(async |stage| {
        run_together(workers(stage, [("quick", 0, 10), ("slow", 1, 20)])).await;
    });

    assert_snapshot!(run);
}

/// Nobody is forgotten if all arrive at the same instant.
///
/// What happens if the last worker arrives when another one has arrived, and does not wait yet?
///
/// - stuck and anybody does `starts 2` and anybody misses `starts 2`: lost wake-up
#[test]
fn nobody_is_forgotten_if_all_arrive_at_once() {
    let run = play(async |stage| {
        run_together(workers(stage, [("ann", 10, 30), ("bob", 10, 20), ("cat", 10, 10)])).await;
    });

    assert_snapshot!(run);
}

/// Three workers of different speed meet between their phases.
///
/// While your function waits for one worker, what do the others do?
///
/// - not stuck and anybody is early with `starts 2`: time used instead of a signal
/// - anybody is late with `starts 2`: one after the other
#[test]
fn the_articles_program() {
    let run = play(async |stage| {
        let workers =
            workers(stage, [("Worker-A", 1000, 500), ("Worker-B", 2000, 500), ("Worker-C", 1500, 500)]);

        run_together(workers).await;
    });

    assert_snapshot!(run);
}

/// However slow one of them is, the others wait.
///
/// What can end the wait between the phases in your function?
///
/// - anybody is early with `starts 2`: time used instead of a signal
#[test]
fn nobody_loses_patience() {
    let run = play(async |stage| {
        run_together(workers(stage, [("quick", 10, 20), ("slow", 5432, 10)])).await;
    });

    assert_snapshot!(run);
}

/// The call returns when the last worker has ended phase two, whichever that is.
///
/// What does your function wait for before it returns?
///
/// - `caller` is early with `returns`: task not awaited
#[test]
fn the_call_returns_when_the_last_has_ended() {
    let run = play(async |stage| {
        let workers = workers(stage, [("ann", 17, 90), ("bob", 60, 250), ("cat", 130, 4)]);
        let caller = stage.actor("caller");

        run_together(workers).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// The outputs stand in the order of the workers, however fast each of them is.
///
/// What decides the order of the outputs that you return: the list of workers, or which of them ends first?
///
/// - `caller` does `has 10+50 20+100 30+200`: results in completion order
/// - `caller` does `has 10+200 20+50 30+100`: results in completion order
/// - `caller` does `has 30+50 10+100 20+200`: results in completion order
/// - `caller` does `has` and `caller` misses `has 30+200 10+50 20+100` and not anybody misses `ends 2` and
///   not anybody is late with `ends 2`: wrong output
#[test]
fn the_outputs_stand_in_the_order_of_the_workers() {
    let run = play(async |stage| {
        let workers = workers(stage, [("slow", 30, 200), ("quick", 10, 50), ("middle", 20, 100)]);
        let caller = stage.actor("caller");

        let outputs = run_together(workers).await;

        let outputs = Vec::from_iter(outputs.into_iter().map(|(one, two)| format!("{one}+{two}")));
        caller.does(format!("has {}", outputs.join(" ")));
    });

    assert_snapshot!(run);
}

/// Any number of workers meet, all on their way at the same time, and give their outputs.
///
/// How many others does each worker wait for in your function?
#[rstest]
#[case::without_any_worker(0, 0)]
#[case::with_one_worker(1, 30)]
#[case::with_two_workers(2, 47)]
#[case::with_twelve_workers(12, 217)]
fn any_number_of_workers_meet(#[case] count: u64, #[case] lasts: u64) {
    let runs = outputs_of(async |stage| {
        let worker = |number| {
            let (one, two) = (stage.clone(), stage.clone());
            let phase_one = async move {
                sleep(ms(17 * number)).await;
                one.now_ms()
            };
            let phase_two = async move {
                let begins = two.now_ms();
                sleep(ms(30)).await;
                begins
            };
            (phase_one, phase_two)
        };
        let outputs = run_together(Vec::from_iter((0..count).map(worker))).await;
        (outputs, stage.now_ms())
    });

    for returned in runs {
        let meet_at = 17 * count.saturating_sub(1);
        let expected = Vec::from_iter((0..count).map(|number| (17 * number, meet_at)));
        assert_eq!(
            returned,
            (expected, lasts),
            "the milliseconds at which each ends phase one and begins phase two, and at which the call returns"
        );
    }
}

/// A worker whose phase two panics makes the call panic.
///
/// How does your function learn that a worker has panicked?
///
/// - says "the caller must learn that a worker panicked": panic swallowed
#[rstest]
#[case::when_the_first_worker_panics(0)]
#[case::when_the_last_worker_panics(1)]
fn a_panic_in_phase_two_is_not_swallowed(#[case] clumsy: usize) {
    let runs = outputs_of(async |stage| {
        let phase_two = |number| async move {
            sleep(ms(10)).await;
            if number == clumsy {
                stage::fail("phase two failed");
            }
        };
        let workers = Vec::from_iter((0..2).map(|number| (sleep(ms(17)), phase_two(number))));

        let call = tokio::spawn(run_together(workers)).await;
        stage.forgive_panics();
        (call, stage.now_ms())
    });

    for (call, at_ms) in runs {
        assert!(at_ms >= 27, "the call must not return before phase two panics, after 27 ms");
        assert!(call.is_err_and(|error| error.is_panic()), "the caller must learn that a worker panicked");
    }
}

/// However long the phases take, all begin at the call, meet in the middle, and the call returns when the
/// last one ends.
///
/// What does each worker of yours wait for between its phases?
///
/// - says "prompt: `starts 1`": one after the other
/// - says "every `ends 2` before any `returns`": task not awaited
#[test]
fn everybody_meets_whatever_the_times() {
    explore(async |stage| {
        let caller = stage.actor("caller");
        let worker = |name| {
            let (actor, one, two) = (stage.actor(name), stage.takes(20), stage.takes(20));
            (phase_one(actor.clone(), one), phase_two(actor, two))
        };
        let workers = Vec::from(["ann", "bob", "cat"].map(worker));
        stage.law(Law::Prompt { what: "starts 1", causes: &["calls"] });
        stage.law(Law::AllBefore { these: "ends 1", those: "starts 2" });
        stage.law(Law::Prompt { what: "starts 2", causes: &["ends 1"] });
        stage.law(Law::AllBefore { these: "ends 2", those: "returns" });
        stage.law(Law::Prompt { what: "returns", causes: &["ends 2"] });

        caller.does("calls");
        run_together(workers).await;
        caller.does("returns");
        // Whoever is still on the way has time to come to its end.
        sleep(ms(200)).await;
    });
}

stage::test_program!();
