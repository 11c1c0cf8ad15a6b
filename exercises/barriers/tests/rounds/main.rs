// `rounds`: work, a meeting, one merges for all, and on to the next round.

use std::cell::{Cell, RefCell};

use barriers::rounds;
use insta::assert_snapshot;
use rstest::rstest;
use stage::{Actor, Law, Stage, explore, ms, outputs_of, play};
use tokio::sync::Barrier;
use tokio::time::{Duration, sleep};

/// What takes so many milliseconds, round by round; nothing in a round that should not be.
async fn takes(times: &[u64], round: usize) {
    sleep(ms(times.get(round).copied().unwrap_or(0))).await;
}

/// A worker whose work and whose merges take so many milliseconds, round by round. Who merges is the actor `leader`,
/// whichever of them it is.
async fn worker<const N: usize>(
    actor: &Actor,
    leader: &Actor,
    barrier: &Barrier,
    works: [u64; N],
    merges: [u64; N],
) {
    let work = async |round| {
        actor.does(format!("works {round}"));
        takes(&works, round).await;
        actor.does(format!("waits {round}"));
    };
    let merge = async |round| {
        leader.does(format!("merges {round}"));
        takes(&merges, round).await;
        leader.does(format!("is done {round}"));
    };
    rounds(barrier, N, work, merge).await;
    actor.does("returns");
}

/// Workers of these names, and who leads.
fn crew<const N: usize>(stage: &Stage, names: [&str; N]) -> ([Actor; N], Actor) {
    (names.map(|name| stage.actor(name)), stage.actor("leader"))
}

/// Who is alone does the work and the merge of every round, one after the other.
///
/// What does your function do in each round when one worker is alone?
///
/// - `leader` repeats `merges` and not `ann` repeats `works`: more than one leader
/// - not stuck and `ann` is late with `returns`: time used instead of a signal
#[test]
fn who_is_alone_works_and_merges_in_every_round() {
    let run = play(async |stage| {
        let ([ann], leader) = crew(stage, ["ann"]);

        worker(&ann, &leader, &Barrier::new(1), [10, 31], [17, 4]).await;
    });

    assert_snapshot!(run);
}

/// When all have worked, one of them merges, and all go on.
///
/// What tells a worker of yours that it should merge now?
///
/// - `leader` is early with `merges` and `leader` repeats `merges`: goes on without waiting
/// - `leader` is early with `merges`: arrives too early
/// - `leader` repeats `merges`: more than one leader
/// - stuck and `leader` does `is done`: barrier one too many
/// - not stuck and anybody is late with `returns`: time used instead of a signal
#[test]
fn one_merges_when_all_have_worked() {
    let run = play(async |stage| {
        let (([ann, bob, cat], leader), barrier) = (crew(stage, ["ann", "bob", "cat"]), Barrier::new(3));

        // One millisecond apart, so that who is too early did not wait at all: no wait is shorter. A merge that takes no
        // time, so that nobody can go on while it lasts.
        tokio::join!(
            worker(&ann, &leader, &barrier, [9], [0]),
            worker(&bob, &leader, &barrier, [11], [0]),
            worker(&cat, &leader, &barrier, [10], [0]),
        );
    });

    assert_snapshot!(run);
}

/// `merge` is called once in a round, by the leader, when all have worked; the others do not even call it.
///
/// Which of your workers calls `merge`, and what has been done by then?
///
/// - says "the number of calls of `merge`": more than one leader
/// - says "the works that are done": taken ahead of need
#[test]
fn merge_is_called_once_in_a_round() {
    let runs = outputs_of(async |_| {
        let (barrier, worked, called) = (Barrier::new(3), Cell::new(0), RefCell::new(Vec::new()));
        let one = || {
            let work = async |_round| {
                sleep(ms(10)).await;
                worked.set(worked.get() + 1);
            };
            let merge = |_round: usize| {
                called.borrow_mut().push(worked.get());
                async {}
            };
            rounds(&barrier, 2, work, merge)
        };
        tokio::join!(one(), one(), one());
        called.into_inner()
    });

    for worked in runs {
        assert_eq!(worked.len(), 2, "the number of calls of `merge` in two rounds of three workers");
        assert_eq!(worked, [3, 6], "the works that are done by all three when `merge` is called in a round");
    }
}

/// While the leader merges, the others wait.
///
/// How do the others learn that the leader is done?
///
/// - anybody is early with `returns`: leader work not awaited
/// - stuck and `leader` does `is done`: barrier one too many
#[test]
fn while_one_merges_the_others_wait() {
    let run = play(async |stage| {
        let (([ann, bob], leader), barrier) = (crew(stage, ["ann", "bob"]), Barrier::new(2));

        tokio::join!(
            worker(&ann, &leader, &barrier, [10], [130]),
            worker(&bob, &leader, &barrier, [17], [130])
        );
    });

    assert_snapshot!(run);
}

/// When the merge is over, all go on to the next round at once.
///
/// What does a worker of yours wait for before it begins the next round?
///
/// - `leader` repeats `merges`: more than one leader
/// - anybody is early with `works`: taken ahead of need
/// - stuck: barrier not reusable
#[test]
fn when_the_merge_is_over_all_go_on_to_the_next_round() {
    let run = play(async |stage| {
        let (([ann, bob, cat], leader), barrier) = (crew(stage, ["ann", "bob", "cat"]), Barrier::new(3));
        let merges = [17, 44];

        tokio::join!(
            worker(&ann, &leader, &barrier, [10, 60], merges),
            worker(&bob, &leader, &barrier, [30, 3], merges),
            worker(&cat, &leader, &barrier, [20, 20], merges),
        );
    });

    assert_snapshot!(run);
}

/// However long a work or a merge takes, the others wait.
///
/// What can end a wait in your function?
///
/// - `leader` is early with `merges`: time used instead of a signal
/// - `quick` is early with anything: time used instead of a signal
#[test]
fn nobody_loses_patience() {
    let run = play(async |stage| {
        let (([quick, slow], leader), barrier) = (crew(stage, ["quick", "slow"]), Barrier::new(2));

        tokio::join!(
            worker(&quick, &leader, &barrier, [10, 4], [6543, 20]),
            worker(&slow, &leader, &barrier, [5432, 31], [6543, 20])
        );
    });

    assert_snapshot!(run);
}

/// After the last round the barrier can be used again: for a meeting, and for other rounds.
///
/// How often does each call of your function wait at the barrier?
///
/// - anybody is early with `meets`: barrier not reusable
/// - stuck: barrier not reusable
#[test]
fn after_the_last_round_the_barrier_can_be_used_again() {
    let run = play(async |stage| {
        let (([ann, bob], leader), barrier) = (crew(stage, ["ann", "bob"]), Barrier::new(2));
        let rounds_and_a_meeting = async |actor: &Actor, works, comes_after| {
            worker(actor, &leader, &barrier, works, [20]).await;
            sleep(ms(comes_after)).await;
            actor.does("comes");
            barrier.wait().await;
            actor.does("meets");
            worker(actor, &leader, &barrier, [10], [3]).await;
        };

        tokio::join!(rounds_and_a_meeting(&ann, [10], 7), rounds_and_a_meeting(&bob, [31], 44));
    });

    assert_snapshot!(run);
}

/// However many they are, in each of the rounds everybody works once and one of them merges once.
///
/// Which of your workers merge in a round?
#[rstest]
#[case::without_any_round(2, 0)]
#[case::with_one_round_of_two_workers(2, 1)]
#[case::with_two_rounds_of_three_workers(3, 2)]
#[case::with_three_rounds_of_four_workers(4, 3)]
fn everybody_works_and_one_merges(#[case] size: usize, #[case] count: usize) {
    let runs = outputs_of(async |stage| {
        let (barrier, worked, merged) =
            (Barrier::new(size), RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        let worker = async || {
            let work = async |round| {
                sleep(ms(10)).await;
                worked.borrow_mut().push(round);
            };
            let merge = async |round| {
                sleep(ms(7)).await;
                merged.borrow_mut().push(round);
            };
            rounds(&barrier, count, work, merge).await;
        };
        match size {
            2 => drop(tokio::join!(worker(), worker())),
            3 => drop(tokio::join!(worker(), worker(), worker())),
            _ => drop(tokio::join!(worker(), worker(), worker(), worker())),
        }
        (worked.into_inner(), merged.into_inner(), stage.now_ms())
    });

    let numbers = Vec::from_iter(0..count);
    let of_everybody = Vec::from_iter(numbers.iter().flat_map(|&round| vec![round; size]));
    for (worked, merged, at_ms) in runs {
        assert_eq!(worked, of_everybody, "the rounds in which the workers worked, in order");
        assert_eq!(merged, numbers, "the rounds in which a worker merged, in order");
        assert_eq!(at_ms, 17 * count as u64, "the milliseconds until the last call returns");
    }
}

/// Whatever the times: one merges when all have worked, and all go on when that is over.
///
/// What does a worker of yours wait for before the merge, and what after it?
///
/// - says "no `merges": more than one leader
/// - says "every `waits": goes on without waiting
/// - says "every `is done": leader work not awaited
#[test]
fn all_go_on_together_whatever_the_times() {
    explore(async |stage| {
        let (([ann, bob, cat], leader), barrier) = (crew(stage, ["ann", "bob", "cat"]), Barrier::new(3));
        let merges = [stage.takes(20), stage.takes(20)];
        let worker = async |actor: &Actor, works: [Duration; 2]| {
            let work = async |round: usize| {
                actor.does(format!("works {round}"));
                sleep(works[round]).await;
                actor.does(format!("waits {round}"));
            };
            let merge = async |round: usize| {
                leader.does(format!("merges {round}"));
                sleep(merges[round]).await;
                leader.does(format!("is done {round}"));
            };
            rounds(&barrier, 2, work, merge).await;
            actor.does("returns");
        };
        stage.law(Law::EachOnce { what: "merges" });
        for (these, those) in [
            ("waits 0", "merges 0"),
            ("is done 0", "works 1"),
            ("waits 1", "merges 1"),
            ("is done 1", "returns"),
        ] {
            stage.law(Law::AllBefore { these, those });
        }
        stage.law(Law::Prompt { what: "merges 0", causes: &["waits 0"] });
        stage.law(Law::Prompt { what: "works 1", causes: &["is done 0"] });
        stage.law(Law::Prompt { what: "merges 1", causes: &["waits 1"] });
        stage.law(Law::Prompt { what: "returns", causes: &["is done 1"] });

        let works = [(); 3].map(|()| [stage.takes(10), stage.takes(30)]);
        tokio::join!(worker(&ann, works[0]), worker(&bob, works[1]), worker(&cat, works[2]));
        // Whoever still merges has time to come to its end.
        sleep(ms(200)).await;
    });
}

stage::test_program!();
