// `CyclicBarrier`: round after round, without those who have left, and until somebody aborts it.

use std::sync::Arc;

use barriers::CyclicBarrier;
use insta::assert_snapshot;
use rstest::rstest;
use stage::by_hand::{call, does};
use stage::{Law, explore, ms, play};
use tokio::time::{Duration, sleep, timeout};

use crate::waits::{ask, asked, comes, ended, ending, woken};

mod waits;

/// A new barrier needs no runtime.
///
/// Does your `new` do anything that needs a runtime?
#[test]
fn a_new_barrier_needs_no_runtime() {
    let _barrier = CyclicBarrier::new(3);
}

/// Who comes waits, and sleeps, until the last one comes and wakes everybody.
///
/// How does a waiting call of yours learn that the last one has come?
///
/// - says "never stops looking": time used instead of a signal
/// - says "while nobody comes": time used instead of a signal
/// - says "what the first of three does" and says ""goes"": goes on without waiting
/// - says "what the second of three does" and says ""goes"": barrier one short
/// - says ""waits; is not woken, is not woken"": barrier one too many
/// - says ""waits; goes, goes"": lost wake-up
/// - says ""goes; goes, is not woken"": wakes one instead of all
/// - says ""goes; is not woken, goes"": wakes one instead of all
/// - says "what the third of three does" and says "waits" and not says ""waits": looks again after the signal
#[test]
fn the_last_one_wakes_everybody() {
    ask(async || {
        let barrier = CyclicBarrier::new(3);
        let [mut ann, mut bob, mut cat] =
            ["first wait()", "second wait()", "third wait()"].map(|name| call(name, barrier.wait()));

        assert_eq!(asked(&mut ann).await, "waits", "what the first of three does");
        assert_eq!(asked(&mut bob).await, "waits", "what the second of three does");
        assert_eq!(asked(&mut ann).await, "waits", "what the first does when it is polled again");
        sleep(ms(5432)).await;
        assert!(!ann.is_woken() && !bob.is_woken(), "a waiting call must not be woken while nobody comes");

        let all = format!("{}; {}", asked(&mut cat).await, woken([ann, bob]).await);
        assert_eq!(
            all, "goes; goes, goes",
            "what the third of three does, and then the first and the second"
        );
    });
}

/// Nobody is forgotten if all come at once.
///
/// What happens if the last call comes when another one has arrived, and does not wait yet?
///
/// - stuck and anybody does `goes` and anybody misses `goes`: lost wake-up
#[test]
fn nobody_is_forgotten_if_all_come_at_once() {
    let run = play(async |stage| {
        let barrier = Arc::new(CyclicBarrier::new(3));
        ended(["ann", "bob", "cat"].map(|name| comes(stage.actor(name), &barrier, ms(17)))).await;
    });

    assert_snapshot!(run);
}

/// In every round the last one lets everybody go, at that instant, and one of them leads.
///
/// What does your barrier keep of a round when the next one begins?
///
/// - says "no `leads": more than one leader
/// - says "nothing lost" and anybody does `gets Aborted`: barrier not reusable
/// - says "nothing lost": wrong output
/// - stuck and not anybody does `goes`: barrier one too many
/// - anything: barrier not reusable
#[rstest]
#[case::with_one_task(1)]
#[case::with_two_tasks(2)]
#[case::with_four_tasks(4)]
fn in_every_round_the_last_one_lets_everybody_go(#[case] size: usize) {
    explore(async |stage| {
        let barrier = Arc::new(CyclicBarrier::new(size));
        for (comes, goes) in [(&["waits 0"], "goes 0"), (&["waits 1"], "goes 1"), (&["waits 2"], "goes 2")] {
            stage.law(Law::AllBefore { these: comes[0], those: goes });
            stage.law(Law::Prompt { what: goes, causes: comes });
        }
        stage.law(Law::EachOnce { what: "leads" });
        stage.law(Law::NothingLost { given: "waits", taken: "leads" });

        let tasks = Vec::from_iter(["ann", "bob", "cat", "dan"].into_iter().take(size).map(|name| {
            let (actor, barrier) = (stage.actor(name), barrier.clone());
            // The last round begins as soon as the one before it is over.
            let pauses = [stage.takes(10), stage.takes(20), Duration::ZERO];
            tokio::spawn(async move {
                for (round, pause) in pauses.into_iter().enumerate() {
                    sleep(pause).await;
                    actor.does(format!("waits {round}"));
                    let waited = barrier.wait().await;
                    actor.does(format!("{} {round}", ending(waited)));
                    if waited == Ok(true) {
                        actor.does(format!("leads {round}"));
                    }
                }
            })
        }));
        for task in tasks {
            task.await.expect("it only waits");
        }
    });
}

/// The next rounds can begin, and end, before everybody of this one has had its turn to go.
///
/// How does a waiting call know that its round is over, when the next one has begun already?
///
/// - says "next round": barrier not reusable
/// - says "its round is full" and says ""waits"": looks again after the signal
/// - says "its round is full" and says ""is not woken"": lost wake-up
#[test]
fn the_next_round_can_begin_at_once() {
    ask(async || {
        let barrier = CyclicBarrier::new(2);
        let [mut slow, mut quick] = ["slow wait()", "quick wait()"].map(|name| call(name, barrier.wait()));
        assert_eq!(asked(&mut slow).await, "waits", "what the first of two does");
        assert_eq!(asked(&mut quick).await, "goes", "what the second of two does");

        for _ in 0..3 {
            let [mut one, mut two] = ["first wait()", "second wait()"].map(|name| call(name, barrier.wait()));
            assert_eq!(asked(&mut one).await, "waits", "what the first of two does in the next round");
            assert_eq!(asked(&mut two).await, "goes", "what the second of two does in the next round");
            assert_eq!(woken([one]).await, "goes", "what the first of two does when the next round is full");
        }

        assert_eq!(woken([slow]).await, "goes", "what a waiting call does when its round is full");
    });
}

/// Who has left before the round is full does not count, and the others wait for somebody else.
///
/// When a waiting call is dropped, what does it leave behind in your barrier?
///
/// - anybody is early with `goes`: half done when cancelled
/// - anybody does `gets Aborted`: failure spreads
/// - says "that lead" and says " 0": stale check
#[test]
fn who_has_left_does_not_count() {
    let run = play(async |stage| {
        let (barrier, hasty) = (Arc::new(CyclicBarrier::new(3)), stage.actor("hasty"));
        let others = [("bob", 5), ("cat", 20), ("dan", 31)]
            .map(|(name, after)| comes(stage.actor(name), &barrier, ms(after)));

        hasty.does("waits");
        let waited = timeout(ms(10), barrier.wait()).await;
        hasty.does(waited.map_or("gives up", ending));

        let leaders = ended(others).await.into_iter().filter(|&leads| leads).count();
        assert_eq!(leaders, 1, "the number of bob, cat and dan that lead");
    });

    assert_snapshot!(run);
}

/// However often it was polled, a wait that is dropped does not count, and takes nothing from the others.
///
/// When your call is dropped at one of its `.await`s, what has it changed in the barrier?
///
/// - says "when one has left": half done when cancelled
/// - says "remaining calls": lost wake-up
#[test]
fn a_wait_that_is_dropped_does_not_count() {
    ask(async || {
        let barrier = CyclicBarrier::new(3);
        for polls in [0, 1, 3] {
            let [mut gone, mut stays, mut comes, mut last] =
                ["first wait()", "second wait()", "third wait()", "fourth wait()"]
                    .map(|name| call(name, barrier.wait()));
            for number in 1..=polls {
                assert!(gone.poll().is_pending(), "the first of three must wait: it goes at poll {number}");
                sleep(ms(1)).await;
            }
            assert_eq!(asked(&mut stays).await, "waits", "what the second of three does");
            drop(gone);
            sleep(ms(1)).await;

            assert_eq!(asked(&mut comes).await, "waits", "what the third call does when one has left");
            assert_eq!(asked(&mut last).await, "goes", "what the fourth call does when one has left");
            assert_eq!(woken([stays, comes]).await, "goes, goes", "what the two remaining calls do");
        }
    });
}

/// A wait that is dropped when its round is full already changes nothing, for this round and for the next.
///
/// What does your call change in the barrier when it is dropped after its round is full?
///
/// - says "its round is full" and says ""is not woken"": lost wake-up
/// - says "next round": leaves something behind
#[test]
fn a_wait_that_is_dropped_later_changes_nothing() {
    ask(async || {
        let barrier = CyclicBarrier::new(3);
        let [mut gone, mut stays, mut last] =
            ["first wait()", "second wait()", "third wait()"].map(|name| call(name, barrier.wait()));
        assert_eq!(asked(&mut gone).await, "waits", "what the first of three does");
        assert_eq!(asked(&mut stays).await, "waits", "what the second of three does");
        assert_eq!(asked(&mut last).await, "goes", "what the third of three does");
        let [mut one, mut two, mut three] =
            ["fourth wait()", "fifth wait()", "sixth wait()"].map(|name| call(name, barrier.wait()));
        assert_eq!(asked(&mut one).await, "waits", "what the first of three does in the next round");

        drop(gone);
        sleep(ms(1)).await;

        assert_eq!(woken([stays]).await, "goes", "what a waiting call does when its round is full");
        assert_eq!(asked(&mut one).await, "waits", "what the first of three does in the next round");
        assert_eq!(asked(&mut two).await, "waits", "what the second of three does in the next round");
        assert_eq!(asked(&mut three).await, "goes", "what the third of three does in the next round");
        assert_eq!(
            woken([one, two]).await,
            "goes, goes",
            "what the first two do when the next round is full"
        );
    });
}

/// An abort lets everybody go, with an error: those who wait, and those who come later.
///
/// How do the calls that wait, and those that come later, learn of the abort?
///
/// - `ann` does `goes`: wrong output
/// - `ann` misses `gets Aborted` and not `bob` misses `gets Aborted`: wakes one instead of all
/// - `bob` misses `gets Aborted` and not `ann` misses `gets Aborted`: wakes one instead of all
/// - `ann` is late with `gets Aborted` and not `bob` is late with `gets Aborted`: wakes one instead of all
/// - `bob` is late with `gets Aborted` and not `ann` is late with `gets Aborted`: wakes one instead of all
/// - `late` misses `gets Aborted`: event not sticky
/// - `late` is late with `gets Aborted`: event not sticky
#[test]
fn an_abort_lets_everybody_go() {
    let run = play(async |stage| {
        let (three, alone) = (Arc::new(CyclicBarrier::new(3)), Arc::new(CyclicBarrier::new(1)));
        let waits = [("ann", &three, 0), ("bob", &three, 3), ("late", &three, 20), ("solo", &alone, 31)]
            .map(|(name, barrier, after)| comes(stage.actor(name), barrier, ms(after)));
        let boss = stage.actor("boss");

        for _ in 0..2 {
            sleep(ms(13)).await;
            boss.does("aborts");
            three.abort();
            alone.abort();
        }

        ended(waits).await;
    });

    assert_snapshot!(run);
}

/// Who is let go by a full round is let go, also when an abort follows before it has its turn.
///
/// Which of the waiting calls does your `abort` end?
///
/// - says "its round is full" and says ""gets Aborted"": looks again after the signal
#[test]
fn an_abort_does_not_reach_back() {
    ask(async || {
        let barrier = CyclicBarrier::new(2);
        let [mut slow, mut quick, mut next] =
            ["slow wait()", "quick wait()", "next wait()"].map(|name| call(name, barrier.wait()));
        assert_eq!(asked(&mut slow).await, "waits", "what the first of two does");
        assert_eq!(asked(&mut quick).await, "goes", "what the second of two does");
        assert_eq!(asked(&mut next).await, "waits", "what the first of two does in the next round");

        does("abort()");
        barrier.abort();
        sleep(ms(1)).await;

        assert_eq!(woken([slow]).await, "goes", "what a waiting call does when its round is full");
        assert_eq!(
            woken([next]).await,
            "gets Aborted",
            "what the call in the next round does after the abort"
        );
    });
}

/// Whoever has come and left, at whatever times, leaves the barrier as it was.
///
/// When a call comes and gives up, what does it leave behind in your barrier?
///
/// - says "every `waits` before any `goes`": half done when cancelled
#[test]
fn those_who_come_and_leave_change_nothing() {
    explore(async |stage| {
        let barrier = Arc::new(CyclicBarrier::new(3));
        stage.law(Law::AllBefore { these: "waits", those: "goes" });
        stage.law(Law::Prompt { what: "goes", causes: &["waits"] });

        let hasty = [(); 4].map(|()| (stage.takes(10), stage.takes(10), barrier.clone()));
        for (after, patience, barrier) in hasty {
            tokio::spawn(async move {
                sleep(after).await;
                let _ended_or_not = timeout(patience, barrier.wait()).await;
            });
        }
        // By then all of them have left.
        sleep(ms(200)).await;
        let waits = ["ann", "bob", "cat"].map(|name| comes(stage.actor(name), &barrier, stage.takes(20)));
        ended(waits).await;
    });
}

stage::test_program!();
