// `two_phases`: phase one, a meeting at the barrier, phase two.

use std::cell::Cell;
use std::sync::Arc;

use barriers::two_phases;
use insta::assert_snapshot;
use rstest::rstest;
use stage::by_hand::call;
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::sync::Barrier;
use tokio::time::sleep;
use tokio_test::{assert_pending, assert_ready, assert_ready_eq};

/// A phase of an actor that takes so many milliseconds.
async fn phase(actor: &Actor, number: u32, takes: u64) {
    actor.does(format!("starts {number}"));
    sleep(ms(takes)).await;
    actor.does(format!("ends {number}"));
}

/// Somebody who comes to the barrier after so many milliseconds, by itself.
async fn meet(actor: &Actor, barrier: &Barrier, after: u64) {
    sleep(ms(after)).await;
    actor.does("waits");
    barrier.wait().await;
    actor.does("goes");
}

/// Who is still in phase one has not arrived.
///
/// In which order does your function run phase one, phase two, and a wait if it has one?
///
/// - `other` is early with `goes`: arrives too early
/// - `slow` is early with `starts 2`: goes on without waiting
/// - stuck and `other` misses `goes` and `slow` does `ends 2`: goes on without waiting
/// - `other` is late with `goes` and `slow` does `starts 2` and not `slow` is late with `starts 2`: goes on
///   without waiting
/// - stuck and `other` does `goes` and `slow` misses `returns`: barrier one too many
#[test]
fn who_is_still_in_phase_one_has_not_arrived() {
    let run = play(async |stage| {
        let (slow, other) = (stage.actor("slow"), stage.actor("other"));
        let barrier = Barrier::new(2);

        let call = async {
            two_phases(&barrier, phase(&slow, 1, 130), phase(&slow, 2, 17)).await;
            slow.does("returns");
        };
        tokio::join!(call, meet(&other, &barrier, 0));
    });

    assert_snapshot!(run);
}

/// Who has ended phase one waits for the others, once, and begins phase two when the last of them comes.
///
/// What does your function wait for between the phases?
///
/// - `early` is early with `starts 2`: goes on without waiting
/// - not stuck and `early` is late with `starts 2`: time used instead of a signal
/// - stuck and `other` does `goes` and `early` misses `returns`: barrier one too many
#[test]
fn who_has_ended_phase_one_waits_for_the_others() {
    let run = play(async |stage| {
        let (early, other) = (stage.actor("early"), stage.actor("other"));
        let barrier = Barrier::new(2);

        let call = async {
            two_phases(&barrier, phase(&early, 1, 10), phase(&early, 2, 17)).await;
            early.does("returns");
        };
        // So that who begins phase two too early did not wait at all: no wait is shorter.
        tokio::join!(call, meet(&other, &barrier, 11));
    });

    assert_snapshot!(run);
}

/// However late the last one comes, nobody begins phase two without it.
///
/// What can end the wait between the phases in your function?
///
/// - stuck and `early` is early with `starts 2` and `other` misses `goes`: barrier one short
/// - `early` is early with `starts 2`: time used instead of a signal
#[test]
fn who_waits_does_so_however_late_the_last_one_comes() {
    let run = play(async |stage| {
        let (early, other) = (stage.actor("early"), stage.actor("other"));
        let barrier = Barrier::new(2);

        tokio::join!(
            two_phases(&barrier, phase(&early, 1, 10), phase(&early, 2, 17)),
            meet(&other, &barrier, 5432)
        );
    });

    assert_snapshot!(run);
}

/// Nobody begins phase two before everybody has ended phase one, and then all begin at once.
///
/// What in your function makes a quick call wait for a slow one?
#[test]
fn nobody_begins_phase_two_before_everybody_has_ended_phase_one() {
    let run = play(async |stage| {
        let (ann, bob, cat) = (stage.actor("ann"), stage.actor("bob"), stage.actor("cat"));
        let barrier = Barrier::new(3);

        tokio::join!(
            two_phases(&barrier, phase(&ann, 1, 70), phase(&ann, 2, 90)),
            two_phases(&barrier, phase(&bob, 1, 130), phase(&bob, 2, 4)),
            two_phases(&barrier, phase(&cat, 1, 17), phase(&cat, 2, 31)),
        );
    });

    assert_snapshot!(run);
}

/// Who comes last lets everybody begin phase two at that instant, whoever it is.
///
/// What has to happen before your function begins phase two?
#[rstest]
#[case::with_one_task([17])]
#[case::with_the_second_of_three_last([10, 501, 500])]
#[case::with_the_fifth_of_five_last([3, 40, 2, 1, 130])]
#[case::with_all_of_seven_at_once([50, 50, 50, 50, 50, 50, 50])]
fn the_last_lets_everybody_begin_phase_two<const N: usize>(#[case] phases_one: [u64; N]) {
    let barrier = Arc::new(Barrier::new(N));
    let runs = outputs_of(async |stage| {
        let tasks = phases_one.map(|takes| {
            let (barrier, stage) = (barrier.clone(), stage.clone());
            let two = async move { stage.now_ms() };
            tokio::spawn(async move { two_phases(&barrier, sleep(ms(takes)), two).await })
        });
        let mut begun = Vec::new();
        for task in tasks {
            let ((), at_ms) = task.await.expect("it only sleeps");
            begun.push(at_ms);
        }
        begun
    });

    for begun in runs {
        let last = phases_one.into_iter().max().expect("there is somebody");
        assert_eq!(begun, [last; N], "the milliseconds at which each of them begins phase two");
    }
}

/// The same barrier serves a second round.
///
/// How often does each of your calls arrive at the barrier?
#[test]
fn the_same_barrier_serves_round_after_round() {
    let run = play(async |stage| {
        let (ann, bob) = (stage.actor("ann"), stage.actor("bob"));
        let barrier = Barrier::new(2);
        let rounds = async |actor: &Actor, rounds: [(u64, u64); 2]| {
            for (one, two) in rounds {
                two_phases(&barrier, phase(actor, 1, one), phase(actor, 2, two)).await;
            }
        };

        tokio::join!(rounds(&ann, [(10, 5), (40, 20)]), rounds(&bob, [(30, 21), (3, 1)]));
    });

    assert_snapshot!(run);
}

/// Who has ended phase one waits, does nothing of phase two, and is woken by the last who arrives.
///
/// When does your function poll phase two for the first time?
///
/// - says "phase two must not begin before all have arrived": goes on without waiting
#[test]
fn nothing_of_phase_two_happens_before_the_last_arrives() {
    let (barrier, begun) = (Barrier::new(3), Cell::new(false));
    let mut early = call("two_phases()", two_phases(&barrier, async {}, async { begun.set(true) }));
    let (mut second, mut last) = (call("second wait()", barrier.wait()), call("last wait()", barrier.wait()));

    assert_pending!(early.poll(), "the call must wait while one of three has arrived");
    assert_pending!(second.poll(), "the barrier must not open while two of three have arrived");
    assert_pending!(early.poll(), "the call must wait while two of three have arrived");
    assert!(!begun.get(), "phase two must not begin before all have arrived");

    assert_ready!(last.poll(), "the barrier must open when all three have arrived");
    assert!(early.is_woken(), "the last arrival must wake the call");
    assert_ready!(early.poll(), "the call must return when all have arrived, as phase two takes no time");
    assert!(begun.get(), "phase two must be done when the call has returned");
}

/// Each call arrives once: who meets it at the barrier can go, and the next two can meet there.
///
/// How often does your call wait at the barrier?
#[test]
fn each_call_arrives_once() {
    let barrier = Barrier::new(2);

    for round in ["first", "second", "third"] {
        let mut other = call(format!("{round} wait()"), barrier.wait());
        assert_pending!(
            other.poll(),
            "the other must wait while it is alone at the barrier, in the {round} round"
        );
        assert_ready!(
            call(format!("{round} two_phases()"), two_phases(&barrier, async {}, async {})).poll(),
            "the call must return when both have arrived, in the {round} round"
        );
        assert_ready!(other.poll(), "the other must pass when both have arrived, in the {round} round");
    }
}

/// A barrier for one lets pass at once, and a call returns the outputs of both phases, each in its place.
///
/// What does your function do with the outputs of `one` and `two`?
///
/// - says "that of phase two: ": wrong output
#[rstest]
#[case::with_the_outputs_1_and_2(1, 2)]
#[case::with_the_outputs_minus_7_and_0(-7, 0)]
fn the_outputs_of_both_phases_are_returned(#[case] one: i32, #[case] two: i32) {
    let barrier = Barrier::new(1);

    let mut call = call("two_phases()", two_phases(&barrier, async { one }, async { two }));

    assert_ready_eq!(
        call.poll(),
        (one, two),
        "the call must return the output of phase one, then that of phase two"
    );
}

/// In both of two rounds nobody begins the second phase before all have ended the first, and then all begin
/// at once.
///
/// How does your function learn that the others have ended a phase?
#[test]
fn the_last_lets_everybody_go_on_whatever_the_times() {
    explore(async |stage| {
        let barrier = Barrier::new(3);
        let rounds = async |name, takes| {
            let actor = stage.actor(name);
            let phase = async |number| {
                actor.does(format!("starts {number}"));
                sleep(actor.takes(takes)).await;
                actor.does(format!("ends {number}"));
            };
            two_phases(&barrier, phase(1), phase(2)).await;
            two_phases(&barrier, phase(3), phase(4)).await;
        };
        for (these, those) in [("ends 1", "starts 2"), ("ends 3", "starts 4")] {
            stage.law(Law::AllBefore { these, those });
        }
        stage.law(Law::Prompt { what: "starts 2", causes: &["ends 1"] });
        stage.law(Law::Prompt { what: "starts 4", causes: &["ends 3"] });

        tokio::join!(rounds("ann", 10), rounds("bob", 20), rounds("cat", 30));
    });
}

stage::test_program!();
