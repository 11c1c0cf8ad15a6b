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
/// Which of your lines would work in a task only?
#[test]
fn a_new_barrier_needs_no_runtime() {
    let _barrier = CyclicBarrier::new(3);
}

/// Who comes waits, and sleeps, until the last one comes and wakes everybody.
///
/// What do those who wait sleep on, and what do they look at when they are woken?
///
/// - says "never stops looking": time used instead of a signal
/// - says "while nobody comes": time used instead of a signal
/// - says "one of three has come: "goes"": goes on without waiting
/// - says "two of three have come: "goes"": barrier one short
/// - says "go: "waits; is not woken, is not woken"": barrier one too many
/// - says "go: "waits; goes, goes"": lost wake-up
/// - says "go: "goes; goes, is not woken"": wakes one instead of all
/// - says "go: "goes; is not woken, goes"": wakes one instead of all
/// - says "go: "goes; " and says "waits": looks again after the signal
#[test]
fn the_last_one_wakes_everybody() {
    ask(async || {
        let barrier = CyclicBarrier::new(3);
        let [mut ann, mut bob, mut cat] =
            ["first wait()", "second wait()", "third wait()"].map(|name| call(name, barrier.wait()));

        assert_eq!(asked(&mut ann).await, "waits", "one of three has come");
        assert_eq!(asked(&mut bob).await, "waits", "two of three have come");
        assert_eq!(asked(&mut ann).await, "waits", "who is polled again has not come again");
        sleep(ms(5432)).await;
        assert!(!ann.is_woken() && !bob.is_woken(), "nobody is woken while nobody comes");

        let all = format!("{}; {}", asked(&mut cat).await, woken([ann, bob]).await);
        assert_eq!(all, "goes; goes, goes", "the third of three comes, and lets all of them go");
    });
}

/// Nobody is forgotten if all come at once.
///
/// What happens to somebody between its arrival and the moment when it can be woken?
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
/// What is left of a round when the next one begins?
///
/// - says "no `leads": more than one leader
/// - says "nothing lost" and anybody does `gets Aborted`: barrier not reusable
/// - says "nothing lost": wrong output
/// - stuck and not anybody does `goes`: barrier one too many
/// - anything: barrier not reusable
#[rstest]
#[case::alone(1)]
#[case::a_pair(2)]
#[case::four(4)]
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
/// What does somebody who is slow to look find, when other rounds have come and gone?
///
/// - says "next round": barrier not reusable
/// - says "became full goes: "waits"": looks again after the signal
/// - says "became full goes: "is not woken"": lost wake-up
#[test]
fn the_next_round_can_begin_at_once() {
    ask(async || {
        let barrier = CyclicBarrier::new(2);
        let [mut slow, mut quick] = ["slow wait()", "quick wait()"].map(|name| call(name, barrier.wait()));
        assert_eq!(asked(&mut slow).await, "waits", "one of two has come");
        assert_eq!(asked(&mut quick).await, "goes", "two of two have come");

        for _ in 0..3 {
            let [mut one, mut two] = ["first wait()", "second wait()"].map(|name| call(name, barrier.wait()));
            assert_eq!(asked(&mut one).await, "waits", "one of two has come to the next round");
            assert_eq!(asked(&mut two).await, "goes", "two of two have come to the next round");
            assert_eq!(woken([one]).await, "goes", "two of two have come to the next round");
        }

        assert_eq!(woken([slow]).await, "goes", "who waited when its round became full goes");
    });
}

/// Who has left before the round is full does not count, and the others wait for somebody else.
///
/// Who takes back the arrival of a call that is dropped while it waits, and what do the others notice?
///
/// - anybody is early with `goes`: half done when cancelled
/// - anybody does `gets Aborted`: failure spreads
/// - says "so many lead: 0": stale check
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
        assert_eq!(leaders, 1, "of bob, cat and dan so many lead");
    });

    assert_snapshot!(run);
}

/// However often it was polled, a wait that is dropped does not count, and takes nothing from the others.
///
/// What has your call changed when it ends at its first `.await`, and what when it ends before that?
///
/// - says "one has left": half done when cancelled
/// - says "who stayed": lost wake-up
#[test]
fn a_wait_that_is_dropped_does_not_count() {
    ask(async || {
        let barrier = CyclicBarrier::new(3);
        for polls in [0, 1, 3] {
            let [mut gone, mut stays, mut comes, mut last] =
                ["first wait()", "second wait()", "third wait()", "fourth wait()"]
                    .map(|name| call(name, barrier.wait()));
            for number in 1..=polls {
                assert!(gone.poll().is_pending(), "one of three has come, and goes at poll {number}");
                sleep(ms(1)).await;
            }
            assert_eq!(asked(&mut stays).await, "waits", "two of three have come");
            drop(gone);
            sleep(ms(1)).await;

            assert_eq!(asked(&mut comes).await, "waits", "three have come, and one has left");
            assert_eq!(asked(&mut last).await, "goes", "four have come, and one has left");
            assert_eq!(woken([stays, comes]).await, "goes, goes", "who stayed goes");
        }
    });
}

/// A wait that is dropped when its round is full already changes nothing, for this round and for the next.
///
/// Whose arrival does your call take back when it is dropped?
///
/// - says "became full goes: "is not woken"": lost wake-up
/// - says "next round": leaves something behind
#[test]
fn a_wait_that_is_dropped_later_changes_nothing() {
    ask(async || {
        let barrier = CyclicBarrier::new(3);
        let [mut gone, mut stays, mut last] =
            ["first wait()", "second wait()", "third wait()"].map(|name| call(name, barrier.wait()));
        assert_eq!(asked(&mut gone).await, "waits", "one of three has come");
        assert_eq!(asked(&mut stays).await, "waits", "two of three have come");
        assert_eq!(asked(&mut last).await, "goes", "three of three have come");
        let [mut one, mut two, mut three] =
            ["fourth wait()", "fifth wait()", "sixth wait()"].map(|name| call(name, barrier.wait()));
        assert_eq!(asked(&mut one).await, "waits", "one of three has come to the next round");

        drop(gone);
        sleep(ms(1)).await;

        assert_eq!(woken([stays]).await, "goes", "who waited when its round became full goes");
        assert_eq!(asked(&mut one).await, "waits", "one of three has come to the next round");
        assert_eq!(asked(&mut two).await, "waits", "two of three have come to the next round");
        assert_eq!(asked(&mut three).await, "goes", "three of three have come to the next round");
        assert_eq!(woken([one, two]).await, "goes, goes", "three of three have come to the next round");
    });
}

/// An abort lets everybody go, with an error: those who wait, and those who come later.
///
/// Who tells those who wait, and at which line does everybody who comes later learn of it, also the last of a round?
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
/// What does somebody who is slow to look find when the barrier was aborted meanwhile, and which waits does `abort` end?
///
/// - says "became full goes: "gets Aborted"": looks again after the signal
#[test]
fn an_abort_does_not_reach_back() {
    ask(async || {
        let barrier = CyclicBarrier::new(2);
        let [mut slow, mut quick, mut next] =
            ["slow wait()", "quick wait()", "next wait()"].map(|name| call(name, barrier.wait()));
        assert_eq!(asked(&mut slow).await, "waits", "one of two has come");
        assert_eq!(asked(&mut quick).await, "goes", "two of two have come");
        assert_eq!(asked(&mut next).await, "waits", "one of two has come to the next round");

        does("abort()");
        barrier.abort();
        sleep(ms(1)).await;

        assert_eq!(woken([slow]).await, "goes", "who waited when its round became full goes");
        assert_eq!(woken([next]).await, "gets Aborted", "the abort ended the next round");
    });
}

/// Whoever has come and left, at whatever times, leaves the barrier as it was.
///
/// At which `.await` can your call be dropped, and what has it changed by then?
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
