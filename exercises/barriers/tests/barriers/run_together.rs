//! `run_together`: all workers through both phases, at the same time.

use barriers::run_together;
use insta::assert_snapshot;
use rstest::rstest;
use stage::{Actor, Stage, ms, output_of, play};
use tokio::time::sleep;

/// Workers that are actors of these names. Each phase takes so many milliseconds, and that number is its output.
fn workers<const N: usize>(
    stage: &Stage,
    workers: [(&str, u64, u64); N],
) -> Vec<(impl Future<Output = u64> + Send + 'static, impl Future<Output = u64> + Send + 'static)> {
    let worker = |(name, one, two)| {
        let actor = stage.actor(name);
        (phase_one(actor.clone(), one), phase_two(actor, two))
    };
    workers.map(worker).into()
}

async fn phase_one(actor: Actor, takes: u64) -> u64 {
    actor.does("starts 1");
    sleep(ms(takes)).await;
    actor.does("ends 1");
    actor.does("waits");
    takes
}

async fn phase_two(actor: Actor, takes: u64) -> u64 {
    actor.does("starts 2");
    sleep(ms(takes)).await;
    actor.does("ends 2");
    takes
}

/// Three workers of different speed meet between their phases.
///
/// How many does your barrier wait for, and how many are on their way when the first one waits?
#[test]
fn the_articles_program() {
    let run = play(async |stage| {
        let workers =
            workers(stage, [("Worker-A", 1000, 500), ("Worker-B", 2000, 500), ("Worker-C", 1500, 500)]);

        run_together(workers).await;
    });

    assert_snapshot!(run);
}

/// The outputs stand in the order of the workers, although the last of them is the fastest.
///
/// In which order do you collect the outputs: that of the list, or that of the ends?
#[test]
fn the_outputs_stand_in_the_order_of_the_workers() {
    let run = play(async |stage| {
        let workers = workers(stage, [("slow", 30, 200), ("middle", 20, 100), ("quick", 10, 50)]);
        let caller = stage.actor("caller");

        let outputs = run_together(workers).await;

        for (one, two) in outputs {
            caller.does(format!("has {one} and {two}"));
        }
    });

    assert_snapshot!(run);
}

/// The call returns when the last worker has ended phase two, whichever that is.
///
/// Whom does your function wait for before it returns?
#[test]
fn the_call_returns_when_the_last_has_ended() {
    let run = play(async |stage| {
        let workers = workers(stage, [("ann", 17, 90), ("bob", 60, 250), ("cat", 130, 4), ("dan", 5, 31)]);
        let caller = stage.actor("caller");

        run_together(workers).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// Any number of workers meet, all on their way at the same time, and give their outputs.
///
/// For how many workers is your barrier made, and who comes to it?
#[rstest]
#[case::nobody(0, 0)]
#[case::alone(1, 30)]
#[case::a_pair(2, 47)]
#[case::five(5, 98)]
#[case::a_crowd(40, 693)]
fn any_number_of_workers_meet(#[case] count: u64, #[case] lasts: u64) {
    let returned = output_of(async |stage| {
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

    let meet_at = 17 * count.saturating_sub(1);
    let expected = Vec::from_iter((0..count).map(|number| (17 * number, meet_at)));
    assert_eq!(
        returned,
        (expected, lasts),
        "the milliseconds at which each ends phase one and begins phase two, and at which the call returns"
    );
}

/// A worker whose phase two panics makes the call panic.
///
/// What does your function do with an error of `JoinHandle`?
#[rstest]
#[case::of_the_first_worker(0)]
#[case::of_the_last_worker(2)]
fn a_panic_in_phase_two_is_not_swallowed(#[case] clumsy: usize) {
    let (call, at_ms) = output_of(async |stage| {
        let phase_two = |number| async move {
            sleep(ms(10)).await;
            if number == clumsy {
                stage::fail("phase two failed");
            }
        };
        let workers = Vec::from_iter((0..3).map(|number| (sleep(ms(17)), phase_two(number))));

        let call = tokio::spawn(run_together(workers)).await;
        stage.forgive_panics();
        (call, stage.now_ms())
    });

    assert!(at_ms >= 27, "the phases need 17 ms and 10 ms before one panics");
    assert!(call.is_err_and(|error| error.is_panic()), "the caller must learn that a worker panicked");
}
