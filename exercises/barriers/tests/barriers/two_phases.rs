//! `two_phases`: phase one, a meeting at the barrier, phase two.

use std::cell::Cell;
use std::sync::Arc;

use barriers::two_phases;
use insta::assert_snapshot;
use rstest::rstest;
use stage::{Actor, ms, output_of, play};
use tokio::sync::Barrier;
use tokio::time::sleep;
use tokio_test::{assert_pending, assert_ready, assert_ready_eq, task};

/// A phase of an actor that takes so many milliseconds.
async fn phase(actor: &Actor, number: u32, takes: u64) {
    actor.does(format!("starts {number}"));
    sleep(ms(takes)).await;
    actor.does(format!("ends {number}"));
}

/// Nobody begins phase two before everybody has ended phase one, and then all begin at once.
///
/// Which line of your function lets a quick one wait for a slow one?
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
/// What has to happen before somebody in your function begins phase two?
#[rstest]
#[case::the_only_one([17])]
#[case::the_first_of_two([130, 17])]
#[case::the_second_of_two([1, 4321])]
#[case::the_middle_of_three([10, 501, 500])]
#[case::the_last_of_five([3, 40, 2, 1, 130])]
#[case::all_of_seven([50, 50, 50, 50, 50, 50, 50])]
fn the_last_lets_everybody_begin_phase_two<const N: usize>(#[case] phases_one: [u64; N]) {
    let barrier = Arc::new(Barrier::new(N));
    let begun = output_of(async |stage| {
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

    let last = phases_one.into_iter().max().expect("there is somebody");
    assert_eq!(begun, [last; N], "the milliseconds at which each of them begins phase two");
}

/// The same barrier serves a second round, and a third.
///
/// How often does each of your calls arrive at the barrier?
#[test]
fn the_same_barrier_serves_round_after_round() {
    let run = play(async |stage| {
        let (ann, bob) = (stage.actor("ann"), stage.actor("bob"));
        let barrier = Barrier::new(2);
        let rounds = async |actor: &Actor, rounds: [(u64, u64); 3]| {
            for (one, two) in rounds {
                two_phases(&barrier, phase(actor, 1, one), phase(actor, 2, two)).await;
            }
        };

        tokio::join!(rounds(&ann, [(10, 5), (40, 20), (1, 2)]), rounds(&bob, [(30, 21), (3, 1), (50, 8)]));
    });

    assert_snapshot!(run);
}

/// Who has ended phase one waits, does nothing of phase two, and is woken by the last who arrives.
///
/// Who polls phase two while others are still on their way to the barrier?
#[test]
fn nothing_of_phase_two_happens_before_the_last_arrives() {
    let (barrier, begun) = (Barrier::new(3), Cell::new(false));
    let mut early = task::spawn(two_phases(&barrier, async {}, async { begun.set(true) }));
    let (mut second, mut last) = (task::spawn(barrier.wait()), task::spawn(barrier.wait()));

    assert_pending!(early.poll(), "one of three has arrived");
    assert_pending!(second.poll(), "two of three have arrived");
    assert_pending!(early.poll(), "two of three have arrived");
    assert!(!begun.get(), "phase two must not begin before all have arrived");

    assert_ready!(last.poll(), "all have arrived");
    assert!(early.is_woken(), "the last who arrives wakes the others");
    assert_ready!(early.poll(), "all have arrived, and phase two takes no time");
    assert!(begun.get(), "phase two is done");
}

/// Who is still in phase one has not arrived.
///
/// What has your call done already when it arrives at the barrier?
#[test]
fn who_is_still_in_phase_one_has_not_arrived() {
    let run = play(async |stage| {
        let (slow, other) = (stage.actor("slow"), stage.actor("other"));
        let barrier = Barrier::new(2);
        let meet = async {
            other.does("waits");
            barrier.wait().await;
            other.does("goes");
        };

        tokio::join!(two_phases(&barrier, phase(&slow, 1, 130), phase(&slow, 2, 17)), meet);
    });

    assert_snapshot!(run);
}

/// Each call arrives once: who meets it at the barrier can go, and the next two can meet there.
///
/// How often does your call wait at the barrier?
#[test]
fn each_call_arrives_once() {
    let barrier = Barrier::new(2);

    for round in ["first", "second", "third"] {
        let mut other = task::spawn(barrier.wait());
        assert_pending!(other.poll(), "only one has arrived in the {round} round");
        assert_ready!(
            task::spawn(two_phases(&barrier, async {}, async {})).poll(),
            "both arrived in the {round} round"
        );
        assert_ready!(other.poll(), "both have arrived in the {round} round");
    }
}

/// A barrier for one lets pass at once, and a call returns the outputs of both phases, each in its place.
///
/// Where do the outputs of `one` and `two` go?
#[rstest]
#[case::numbers(1, 2)]
#[case::other_numbers(-7, 0)]
fn the_outputs_of_both_phases_are_returned(#[case] one: i32, #[case] two: i32) {
    let barrier = Barrier::new(1);

    let mut call = task::spawn(two_phases(&barrier, async { one }, async { two }));

    assert_ready_eq!(call.poll(), (one, two), "the output of phase one, then that of phase two");
}
