// `RateLimiter`: at most so many in any stretch of time, and never fewer than may go.

use std::sync::{Arc, Mutex};

use insta::assert_snapshot;
use rstest::rstest;
use semaphores::RateLimiter;
use stage::by_hand::call;
use stage::{Actor, explore, ms, outputs_of, play};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

/// Tasks that come after so many ms, and go when they may. All of them have gone when this ends.
async fn all_go(limiter: &Arc<RateLimiter>, callers: impl IntoIterator<Item = (Actor, u64)>) {
    let mut tasks = JoinSet::new();
    for (actor, after) in callers {
        let limiter = limiter.clone();
        tasks.spawn(async move {
            sleep(ms(after)).await;
            goes(&actor, &limiter).await;
        });
    }
    tasks.join_all().await;
}

async fn goes(actor: &Actor, limiter: &RateLimiter) {
    let came = Instant::now();
    actor.does("comes");
    limiter.acquire().await;
    actor.does(if came.elapsed().is_zero() { "goes at once" } else { "goes" });
}

/// Who comes after a rest longer than a period goes at once: the time meanwhile counts.
///
/// When a call comes, what tells your limiter whether it may go at once?
///
/// - stuck and `ann` misses `goes`: limit not used up
/// - `ann` is late with `goes` and not stuck: pause in the wrong place
/// - `bob` misses `goes at once` and not stuck: time not exact
#[test]
fn who_comes_after_a_rest_goes_at_once() {
    let run = play(async |stage| {
        let limiter = Arc::new(RateLimiter::new(1, ms(100)));
        let callers = [("ann", 0), ("bob", 250)];

        all_go(&limiter, callers.map(|(name, after)| (stage.actor(name), after))).await;
    });

    assert_snapshot!(run);
}

/// With a limit of one, each goes a period after the one before.
///
/// What tells your limiter at which instant the next call may go?
///
/// - `bob` does `goes at once` and `cat` does `goes at once`: goes on without waiting
/// - `bob` does `goes at once`: limit off by one
/// - `bob` is late with `goes` and `cat` is early with `goes`: not first in, first out
/// - anybody is early with `goes`: time not exact
/// - anybody is late with `goes` and not stuck: time not exact
#[test]
fn each_goes_a_period_after_the_one_before() {
    let run = play(async |stage| {
        let limiter = Arc::new(RateLimiter::new(1, ms(100)));
        let callers = [("ann", 0), ("bob", 17), ("cat", 31)];

        all_go(&limiter, callers.map(|(name, after)| (stage.actor(name), after))).await;
    });

    assert_snapshot!(run);
}

/// As many as the limit go at once, and each further one when another one's period is over.
///
/// What decides, in your limiter, when `cat` may go?
///
/// - `bob` is late with `goes` and not stuck and not anybody is early with `goes`: limit not used up
/// - anybody is early with `goes` and anybody is late with `goes`: not first in, first out
/// - `cat` does `goes at once`: limit off by one
/// - anybody is early with `goes` and not `cat` is early with `goes`: window does not slide
#[test]
fn each_goes_as_soon_as_another_ones_period_is_over() {
    let run = play(async |stage| {
        let limiter = Arc::new(RateLimiter::new(2, ms(100)));
        let callers = [("ann", 0), ("bob", 30), ("cat", 43), ("dan", 57), ("eve", 61)];

        all_go(&limiter, callers.map(|(name, after)| (stage.actor(name), after))).await;
    });

    assert_snapshot!(run);
}

/// Two bursts are a period apart, wherever the first one begins.
///
/// What does your limiter know of `ann` and `bob` when `cat` comes?
///
/// - `cat` is early with `goes`: window does not slide
/// - `dan` is early with `goes`: window does not slide
#[test]
fn two_bursts_are_a_period_apart() {
    let run = play(async |stage| {
        let limiter = Arc::new(RateLimiter::new(2, ms(100)));
        let callers = [("ann", 90), ("bob", 97), ("cat", 105), ("dan", 111)];

        all_go(&limiter, callers.map(|(name, after)| (stage.actor(name), after))).await;
    });

    assert_snapshot!(run);
}

/// After a rest a whole burst goes at once, and no more than that.
///
/// After a long rest, how many calls may go at once in your limiter?
///
/// - `cat` is late with `goes` and not stuck: limit not used up
#[test]
fn after_a_rest_a_whole_burst_goes_at_once() {
    let run = play(async |stage| {
        let limiter = Arc::new(RateLimiter::new(2, ms(100)));
        let callers = [("ann", 0), ("bob", 731), ("cat", 733), ("dan", 737), ("eve", 741)];

        all_go(&limiter, callers.map(|(name, after)| (stage.actor(name), after))).await;
    });

    assert_snapshot!(run);
}

/// Who came first goes first, also when somebody comes at the very instant at which one more may go.
///
/// When one more call may go, what decides which of them it is?
///
/// - `bob` is late with `goes` and `new` is early with `goes`: lock not fair
/// - anybody is early with `goes` and anybody is late with `goes` and not stuck: not first in, first out
#[test]
fn who_came_first_goes_first() {
    let run = play(async |stage| {
        let limiter = Arc::new(RateLimiter::new(1, ms(100)));
        let callers = [("ann", 0), ("bob", 17), ("new", 100), ("cat", 31)];

        all_go(&limiter, callers.map(|(name, after)| (stage.actor(name), after))).await;
    });

    assert_snapshot!(run);
}

/// A call that is dropped while it waits counts for nothing, be it the first in line or another.
///
/// When a call is dropped while it waits, what has it changed in your limiter?
///
/// - stuck: lock never released
/// - `next` is early with `goes`: half done when cancelled
/// - `next` is late with `goes`: counted before it is done
/// - `last` is late with `goes`: counted before it is done
#[test]
fn a_call_that_is_dropped_counts_for_nothing() {
    let run = play(async |stage| {
        let limiter = Arc::new(RateLimiter::new(1, ms(100)));
        let [first, front, next, behind, last] =
            ["first", "front", "next", "behind", "last"].map(|name| stage.actor(name));

        let gives_up = async |actor: Actor, after, patience| {
            sleep(ms(after)).await;
            assert!(
                timeout(ms(patience), goes(&actor, &limiter)).await.is_err(),
                "no call may go within a period of the first, so `acquire` must not have returned"
            );
            actor.does("gives up");
        };
        tokio::join!(
            all_go(&limiter, [(first, 0), (next, 17), (last, 31)]),
            gives_up(front, 9, 50),
            gives_up(behind, 23, 20),
        );
    });

    assert_snapshot!(run);
}

/// Dropped at any `.await`, also at the very instant at which it may go: who has not returned has not gone.
///
/// When `acquire` is dropped at one of its `.await`s, what has it changed by then?
///
/// - stuck: lock never released
/// - says "must count for nothing": counted before it is done
/// - says "must leave the others waiting": half done when cancelled
#[rstest]
#[case::dropped_while_it_waits(1, 40)]
#[case::dropped_when_it_may_go(1, 100)]
#[case::dropped_when_no_other_has_gone(0, 0)]
fn a_call_that_has_not_returned_has_not_gone(#[case] gone_before: u64, #[case] dropped_at: u64) {
    let runs = outputs_of(async |stage| {
        let mut calls = Vec::new();
        for polls in 0..4 {
            let limiter = RateLimiter::new(1, ms(100));
            for _ in 0..gone_before {
                limiter.acquire().await;
            }
            let began = stage.now_ms();
            let mut dropped = call("acquire()", limiter.acquire());
            let mut polls_to_its_end = || (0..polls).any(|_| dropped.poll().is_ready());
            let mut has_gone = polls_to_its_end();
            sleep(ms(dropped_at)).await;
            has_gone = has_gone || polls_to_its_end();
            drop(dropped);
            limiter.acquire().await;
            calls.push((has_gone, stage.now_ms() - began));
        }
        calls
    });

    for (has_gone, next) in runs.flatten() {
        let due = 100 * (gone_before + u64::from(has_gone));
        let found = format!("the next one goes {next} ms after the dropped one began, not {due} ms");
        assert!(
            has_gone || next <= due,
            "a call that is dropped before it returns must count for nothing: {found}"
        );
        assert!(has_gone || next >= due, "a call that is dropped must leave the others waiting: {found}");
        assert!(next == due, "a call that has returned must count: {found}");
    }
}

/// So many in a row go at once as the limit says, by one caller too, and the next one goes a period later.
///
/// Which call is the first that has to wait in your limiter?
///
/// - says "up to the limit must go at once": limit not used up
/// - says "it goes at once too": limit off by one
#[rstest]
#[case::with_a_limit_of_one(1)]
#[case::with_a_limit_of_three(3)]
#[case::with_a_limit_of_forty(40)]
fn so_many_in_a_row_go_at_once(#[case] limit: usize) {
    let runs = outputs_of(async |stage| {
        let limiter = RateLimiter::new(limit, ms(7));
        for _ in 0..limit {
            limiter.acquire().await;
        }
        let burst = stage.now_ms();
        limiter.acquire().await;
        (burst, stage.now_ms())
    });

    for (burst, next) in runs {
        assert!(
            burst == 0,
            "all calls up to the limit must go at once: the last of them goes after {burst} ms"
        );
        assert!(next != 0, "one call more than the limit must wait: it goes at once too");
        assert!(
            next == 7,
            "one call more than the limit must wait for exactly one period, 7 ms: it goes after {next} ms"
        );
    }
}

/// Two limiters do not disturb each other, and neither needs a runtime to begin with.
///
/// What do two of your limiters share?
///
/// - says "two limiters must share nothing": shared too widely
#[test]
fn two_limiters_do_not_disturb_each_other() {
    let _without_a_runtime = RateLimiter::new(1, ms(1));
    let runs = outputs_of(async |stage| {
        for _ in 0..2 {
            RateLimiter::new(1, ms(100)).acquire().await;
        }
        stage.now_ms()
    });

    for after in runs {
        assert!(
            after == 0,
            "two limiters must share nothing: the first call of the second goes after {after} ms, not at once"
        );
    }
}

/// When callers may go that come at these instants.
fn due(mut came: Vec<u64>, limit: usize, period: u64) -> Vec<u64> {
    came.sort_unstable();
    let mut due: Vec<u64> = Vec::new();
    for (number, came) in came.into_iter().enumerate() {
        let window = number.checked_sub(limit).map_or(0, |earlier| due[earlier] + period);
        due.push(window.max(came).max(due.last().copied().unwrap_or(0)));
    }
    due
}

/// Whenever they come: in no stretch of time do too many go, and nobody waits for longer than that takes.
///
/// When several calls come at once, what decides when each of them goes?
///
/// - says "at most" and elsewhere: stale check
#[rstest]
#[case::with_a_limit_of_one_in_20_ms(1, 20)]
#[case::with_a_limit_of_three_in_50_ms(3, 50)]
fn in_no_stretch_of_time_do_too_many_go(#[case] limit: usize, #[case] period: u64) {
    explore(async |stage| {
        let limiter = Arc::new(RateLimiter::new(limit, ms(period)));
        let (came, went) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));

        let mut tasks = JoinSet::new();
        for number in 0..8 {
            let (stage, limiter, came, went) = (stage.clone(), limiter.clone(), came.clone(), went.clone());
            let (actor, after) = (stage.actor(&format!("caller-{number}")), stage.takes(number * 11));
            tasks.spawn(async move {
                sleep(after).await;
                came.lock().expect("nobody panics").push(stage.now_ms());
                goes(&actor, &limiter).await;
                went.lock().expect("nobody panics").push(stage.now_ms());
            });
        }
        tasks.join_all().await;

        let [came, went] = [came, went].map(|times| times.lock().expect("nobody panics").clone());
        let is_apart = |pair: (&u64, &u64)| pair.1 - pair.0 >= period;
        assert!(
            went.iter().zip(&went[limit..]).all(is_apart),
            "at most {limit} may go in any {period} ms; they went at {went:?} ms"
        );
        let due = due(came, limit, period);
        assert!(
            went == due,
            "each call must go as soon as the limit allows it, at {due:?} ms; they went at {went:?} ms"
        );
    });
}

stage::test_program!();
