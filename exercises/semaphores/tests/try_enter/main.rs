// `try_enter`: work with a permit, or give up when there is none for too long.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use insta::assert_snapshot;
use rstest::rstest;
use semaphores::{Busy, try_enter};
use stage::by_hand::call;
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::sync::Semaphore;
use tokio::task::yield_now;
use tokio::time::{Duration, sleep, timeout};

/// Longer than any of these scenarios.
const VERY_PATIENT: Duration = ms(30_000);

/// Comes after `after` ms with work that takes `takes` ms.
async fn comes(actor: &Actor, limit: &Semaphore, after: u64, patience: Duration, takes: u64) {
    let work = async {
        actor.does("begins");
        sleep(ms(takes)).await;
        actor.does("ends");
    };
    // Made before it comes: patience is for the wait, and a call that is not polled does not wait.
    let call = try_enter(limit, patience, work);
    sleep(ms(after)).await;
    actor.does("comes");
    if call.await == Err(Busy) {
        actor.does("gives up");
    }
}

/// Comes after `after` ms, waits for a permit of its own, and keeps it for `takes` ms.
async fn holds(actor: &Actor, limit: &Semaphore, after: u64, takes: u64) {
    sleep(ms(after)).await;
    let permit = limit.acquire().await.expect("the semaphore must stay open");
    actor.does("has it");
    sleep(ms(takes)).await;
    // Before the drop: somebody else may have the next turn.
    actor.does("gives it back");
    drop(permit);
}

/// Work that takes longer than the patience lasts is done to its end.
///
/// What does `patience` limit in your function: the wait for a permit, the work, or nothing?
///
/// - `caller` does `begins` and `caller` does `gives up`: timeout around the wrong future
/// - `caller` does `begins` and `caller` misses `ends` and not stuck: timeout around the wrong future
/// - `caller` is late with `begins` and not stuck: time used instead of a signal
/// - `caller` does `gives up` and not `caller` does `begins`: wrong reason to stop
#[test]
fn the_patience_is_for_the_wait_alone() {
    let run = play(async |stage| {
        let (limit, caller) = (Semaphore::new(1), stage.actor("caller"));

        comes(&caller, &limit, 0, ms(31), 130).await;
    });

    assert_snapshot!(run);
}

/// Who waits begins at the instant at which a permit comes free.
///
/// While there is no permit, what does your call wait for?
///
/// - `caller` is early with `begins` and several semaphores: not shared
/// - `caller` is early with `begins`: goes on without waiting
/// - `caller` does `begins` and `caller` does `gives up`: timeout around the wrong future
/// - `caller` is late with `begins` and not stuck: time used instead of a signal
/// - `caller` does `gives up` and not `caller` does `begins`: wrong reason to stop
/// - stuck and `caller` misses `begins` and elsewhere: lost wake-up
#[test]
fn who_waits_begins_when_a_permit_comes_free() {
    let run = play(async |stage| {
        let (limit, holder, caller) = (Semaphore::new(1), stage.actor("holder"), stage.actor("caller"));

        // It has waited for 43 of 70 ms when it begins, and works for longer than is left.
        tokio::join!(holds(&holder, &limit, 0, 60), comes(&caller, &limit, 17, ms(70), 80));
    });

    assert_snapshot!(run);
}

/// The permit is kept for as long as the work lasts, and free at the instant at which it ends.
///
/// Which of your lines run while your function holds a permit?
///
/// - `next` is early with anything: permit dropped before the work
/// - `third` is early with anything and not `next` is late with anything: counted as free again
/// - `next` misses `has it`: permit leaked
#[test]
fn the_permit_is_kept_until_the_work_has_ended() {
    let run = play(async |stage| {
        let limit = Semaphore::new(1);
        let [first, next, third] = ["first", "next", "third"].map(|name| stage.actor(name));

        tokio::join!(
            comes(&first, &limit, 0, ms(10), 130),
            holds(&next, &limit, 17, 40),
            comes(&third, &limit, 31, VERY_PATIENT, 3),
        );
    });

    assert_snapshot!(run);
}

/// Who has waited for as long as the patience lasts gives up. Nothing of the work has happened then, and no more permits
/// are free than before.
///
/// What can end the wait for a permit in your function?
///
/// - panics: outcome taken for a bug
/// - `caller` does `begins` and `next` is late with `has it`: wrong reason to stop
/// - `caller` does `begins`: goes on without waiting
/// - `next` is early with `has it`: counted as free again
/// - stuck and `next` misses `has it`: permit leaked
/// - stuck and `caller` misses `gives up`: wrong reason to stop
/// - `caller` is early with `gives up`: time not exact
/// - `caller` is late with `gives up`: time not exact
#[test]
fn who_has_waited_for_too_long_gives_up() {
    let run = play(async |stage| {
        let limit = Semaphore::new(1);
        let [holder, caller, next] = ["holder", "caller", "next"].map(|name| stage.actor(name));

        tokio::join!(
            holds(&holder, &limit, 0, 200),
            comes(&caller, &limit, 17, ms(60), 5),
            holds(&next, &limit, 43, 9),
        );
        // Whoever works after all is seen.
        sleep(ms(100)).await;
    });

    assert_snapshot!(run);
}

/// A call stands in line with those who wait for a permit in any other way.
///
/// When does the semaphore learn that your call wants a permit?
///
/// - `bob` is late with `begins` and `cat` is early with `has it`: not first in, first out
/// - `bob` is early with `begins` and `ann` is late with `has it`: not first in, first out
#[test]
fn a_call_waits_in_line_with_everybody_else() {
    let run = play(async |stage| {
        let limit = Semaphore::new(1);
        let [holder, ann, bob, cat] = ["holder", "ann", "bob", "cat"].map(|name| stage.actor(name));

        tokio::join!(
            holds(&holder, &limit, 0, 50),
            holds(&ann, &limit, 11, 20),
            comes(&bob, &limit, 23, VERY_PATIENT, 30),
            holds(&cat, &limit, 31, 40),
        );
    });

    assert_snapshot!(run);
}

/// A call that is dropped in its work gives its permit back at that instant.
///
/// Which of your lines still run when the call is dropped while it works?
///
/// - `next` misses `begins`: permit leaked
#[test]
fn a_call_that_is_dropped_in_its_work_gives_its_permit_back() {
    let run = play(async |stage| {
        let (limit, hasty, next) = (Semaphore::new(1), stage.actor("hasty"), stage.actor("next"));

        let gives_up = async {
            assert!(
                timeout(ms(40), comes(&hasty, &limit, 0, ms(10), 300)).await.is_err(),
                "work of 300 ms must go on for longer than 40 ms"
            );
            hasty.does("is dropped");
        };
        tokio::join!(gives_up, comes(&next, &limit, 17, VERY_PATIENT, 5));
    });

    assert_snapshot!(run);
}

/// Dropped at any `.await`, while it waits, when its permit has come, or in its work: all permits are there.
///
/// When your call is dropped at one of its `.await`s, what has it changed in the semaphore?
///
/// - says "must leave all permits": permit leaked
/// - says "must add none": counted as free again
#[test]
fn a_dropped_call_leaves_all_permits() {
    let runs = outputs_of(async |_| {
        let limit = Semaphore::new(2);
        let mut left = Vec::new();
        for (polls, comes_free) in (0..8).flat_map(|polls| [0, 1, 2, 9].map(|at| (polls, at))) {
            let mut held = limit.try_acquire_many(2).ok();
            let work = async {
                for _ in 0..3 {
                    yield_now().await;
                }
            };
            let mut call = call(format!("try_enter() {polls}"), try_enter(&limit, VERY_PATIENT, work));
            for poll in 0..polls {
                if poll == comes_free {
                    held = None;
                }
                if call.poll().is_ready() {
                    break;
                }
            }
            if comes_free == polls {
                // The permit is on its way to a call that does not live to see it.
                held = None;
            }
            drop(call);
            drop(held);
            left.push((polls, limit.available_permits()));
            // A task may not do everything in one turn.
            sleep(ms(1)).await;
        }
        left
    });

    for (polls, left) in runs.flatten() {
        let found = format!("there were 2, now there are {left} (polls before the drop: {polls})");
        assert!(left >= 2, "a dropped call must leave all permits: {found}");
        assert!(left <= 2, "a dropped call gives its permit back and must add none: {found}");
    }
}

/// Work that panics costs no permit.
///
/// Which of your lines still run after the work has panicked?
///
/// - says "must leave all permits": permit leaked
/// - says "must add none": counted as free again
#[test]
fn work_that_panics_leaves_all_permits() {
    let runs = outputs_of(async |_| {
        let limit = Semaphore::new(2);
        let work = async {
            sleep(ms(20)).await;
            stage::fail("the work is too hard")
        };
        let mut call = call("try_enter()", try_enter(&limit, ms(10), work));
        // Whatever becomes of the panic: it is the permit that is looked at.
        while let Ok(false) = catch_unwind(AssertUnwindSafe(|| call.poll().is_ready())) {
            sleep(ms(1)).await;
        }
        drop(call);
        limit.available_permits()
    });

    for left in runs {
        assert!(left >= 2, "work that panics must leave all permits: there were 2, and {left} are left");
        assert!(
            left <= 2,
            "work that panics gives its permit back and must add none: there were 2, and now there are {left}"
        );
    }
}

/// What the work gives is what the call gives.
///
/// When does your function return `Err(Busy)`?
#[test]
fn the_output_of_the_work_comes_back() {
    let runs = outputs_of(async |_| {
        let limit = Semaphore::new(1);
        let calls = Cell::new(0);
        let fails = async {
            calls.set(calls.get() + 1);
            Err::<(), _>(Busy)
        };
        let failed = try_enter(&limit, ms(1), fails).await;
        let value = try_enter(&limit, ms(1), async { "tea" }).await;
        (failed, value, calls.get())
    });

    for output in runs {
        assert_eq!(
            output,
            (Ok(Err(Busy)), Ok("tea"), 1),
            "what two calls return, and how often the first has run its work"
        );
    }
}

/// Patience is exact, also the shortest.
///
/// How long does your function wait for a permit before it gives up?
///
/// - says "must give up after": time not exact
#[rstest]
#[case::with_a_patience_of_1_ms(1)]
#[case::with_a_patience_of_7_ms(7)]
fn patience_is_exact(#[case] patience: u64) {
    let runs = outputs_of(async |stage| {
        let limit = Semaphore::new(1);
        let _held = limit.try_acquire().expect("it is free");
        let given_up = try_enter(&limit, ms(patience), async {}).await;
        (given_up, stage.now_ms())
    });

    for (given_up, after) in runs {
        assert_eq!(given_up, Err(Busy), "the result of a call that gets no permit");
        assert!(
            after == patience,
            "a call that gets no permit must give up after {patience} ms, not after {after} ms"
        );
    }
}

/// However long the work takes: as many work as the limit allows, each begins as soon as there is room, and
/// whoever gives up has waited for as long as the patience lasts.
///
/// What decides, in your function, when the work begins?
///
/// - says "at most": permit dropped before the work
/// - says "as many as allowed": limit not used up
/// - says "2 permits, not fewer": permit leaked
/// - says "2 permits, not more": counted as free again
#[rstest]
#[case::with_patient_callers(VERY_PATIENT)]
#[case::with_impatient_callers(ms(25))]
fn as_many_work_as_the_limit_allows(#[case] patience: Duration) {
    explore(async |stage| {
        stage.law(Law::AtMost { limit: 2, begin: "begins", ends: &["ends"] });
        stage.law(Law::AsManyAsAllowed { limit: 2, begin: "begins", ends: &["ends"] });
        stage.law(Law::Prompt { what: "begins", causes: &["comes", "ends"] });
        let limit = Semaphore::new(2);

        let comes = async |name| {
            let (actor, takes) = (stage.actor(name), stage.takes(20));
            actor.does("comes");
            let work = async {
                let began = stage.now_ms();
                actor.does("begins");
                sleep(takes).await;
                actor.does("ends");
                began
            };
            match try_enter(&limit, patience, work).await {
                Ok(began) => assert!(
                    ms(began) <= patience,
                    "a call whose work begins must not have waited longer than {patience:?}: it waited {began} ms"
                ),
                Err(Busy) => {
                    let waited = ms(stage.now_ms());
                    assert!(
                        waited == patience,
                        "a call that gives up must have waited {patience:?}, not {waited:?}"
                    );
                }
            }
        };
        tokio::join!(comes("ann"), comes("bob"), comes("cat"), comes("dan"), comes("eve"));
        let left = limit.available_permits();
        assert!(left >= 2, "at the end there must be 2 permits, not fewer: there are {left}");
        assert!(left <= 2, "at the end there must be 2 permits, not more: there are {left}");
    });
}

stage::test_program!();
