//! What is left of a load that fails, panics or is dropped.

use std::cell::Cell;
use std::task::Poll;

use insta::assert_snapshot;
use locks::Cache;
use rstest::rstest;
use stage::by_hand::{at_once, call, does, dropped_after, polled};
use stage::{Law, explore, ms, play};
use tokio::sync::Notify;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

use super::{Outcome, Shared, all_end, asks, gets};

/// When a load fails, one who waits begins with its own at that instant, who comes then waits for that one, and nobody
/// else has the error.
///
/// When a load has failed, what happens in your cache to the calls that wait for it?
///
/// - panics: outcome taken for a bug
/// - `bob` does `fails`: failure spreads
/// - `cat` does `fails`: failure spreads
/// - `ann` does `fails` and `bob` misses `loads`: no end signal after an error
/// - `bob` is late with `loads`: time used instead of a signal
/// - stuck: lost wake-up
#[test]
fn a_load_that_fails_lets_the_next_begin() {
    let run = play(async |stage| {
        let cache = Shared::new(Cache::new());
        let ann = asks(stage.actor("ann"), &cache, 0, "tea", 40, Err(1));
        let bob = asks(stage.actor("bob"), &cache, 17, "tea", 31, Ok(2));
        let cat = asks(stage.actor("cat"), &cache, 50, "tea", 20, Ok(3));

        all_end([ann, bob, cat]).await;
    });

    assert_snapshot!(run);
}

/// When a load is dropped, who waits begins with its own at that instant.
///
/// When the call that loads is dropped, how do the waiting calls learn of it?
///
/// - stuck and `next` misses `loads`: lock never released
/// - panics: outcome taken for a bug
/// - `next` is late with `loads`: lock never released
#[test]
fn a_load_that_is_dropped_lets_the_next_begin() {
    let run = play(async |stage| {
        let cache = Shared::new(Cache::new());
        let hasty = stage.actor("hasty");
        let next = asks(stage.actor("next"), &cache, 10, "tea", 31, Ok(2));
        let last = asks(stage.actor("last"), &cache, 40, "tea", 5, Ok(3));

        let call = timeout(ms(25), gets(&hasty, &cache, "tea", 100, Ok(1))).await;
        hasty.does(if call.is_ok() { "returns" } else { "gives up" });
        all_end([next, last]).await;
    });

    assert_snapshot!(run);
}

/// When a load panics, who waits begins with its own at that instant, and who comes later finds its value.
///
/// What does a panic in `load` leave behind in your cache?
///
/// - panics: failure spreads
/// - stuck and `next` misses `loads`: lock never released
/// - `last` does `loads`: wrong output
#[test]
fn a_load_that_panics_lets_the_next_begin() {
    let run = play(async |stage| {
        let cache = Shared::new(Cache::new());
        let (clumsy, shared) = (stage.actor("clumsy"), cache.clone());
        let next = asks(stage.actor("next"), &cache, 10, "tea", 31, Ok(2));
        let last = asks(stage.actor("last"), &cache, 70, "tea", 5, Ok(3));
        let panics = async move || -> Outcome {
            sleep(ms(25)).await;
            clumsy.does("panics");
            stage::fail("the load failed")
        };

        let failed = tokio::spawn(async move { shared.get_or_load("tea", panics).await }).await;
        assert!(
            failed.is_err_and(|error| error.is_panic()),
            "the caller must learn that its `load` panicked"
        );
        all_end([next, last]).await;
    });

    assert_snapshot!(run);
}

/// When loads fail one after the other, nobody who waits is forgotten.
///
/// When a load has failed, and one call loads anew, what becomes of the other calls that wait?
///
/// - says "`asks": lost wake-up
/// - panics: outcome taken for a bug
#[test]
fn everybody_who_waits_behind_failures_comes_to_an_end() {
    explore(async |stage| {
        stage.law(Law::NothingLost { given: "asks for", taken: "is done with" });
        let cache = Shared::new(Cache::new());
        let outcomes = [Err(1), Err(2), Ok(3), Err(4), Ok(5)];
        let asking = outcomes.into_iter().zip(["ann", "bob", "cat", "dan", "eve"]).map(|(outcome, name)| {
            let (actor, cache) = (stage.actor(name), cache.clone());
            tokio::spawn(async move {
                actor.does(format!("asks for {name}'s"));
                let loaded = cache.get_or_load("tea", async || {
                    sleep(actor.takes(10)).await;
                    outcome
                });
                if timeout(ms(1000), loaded).await.is_ok() {
                    actor.does(format!("is done with {name}'s"));
                }
            })
        });
        for task in asking.collect::<Vec<_>>() {
            task.await.expect("it only asks");
        }
    });
}

/// `load` can panic in the call, before there is a future: that is a load that panics, too.
///
/// What does your cache hold while it calls `load`?
///
/// - panics: failure spreads
/// - stuck and `next` misses `loads`: lock never released
#[test]
fn a_load_that_panics_in_the_call_lets_the_next_begin() {
    let run = play(async |stage| {
        let cache = Shared::new(Cache::new());
        let (clumsy, shared) = (stage.actor("clumsy"), cache.clone());
        let next = asks(stage.actor("next"), &cache, 10, "tea", 31, Ok(2));
        let other = asks(stage.actor("other"), &cache, 20, "milk", 5, Ok(3));
        let panics = move || -> std::future::Ready<Outcome> {
            clumsy.does("panics");
            stage::fail("the load failed")
        };

        let failed = tokio::spawn(async move { shared.get_or_load("tea", panics).await }).await;
        assert!(
            failed.is_err_and(|error| error.is_panic()),
            "the caller must learn that its `load` panicked"
        );
        all_end([next, other]).await;
    });

    assert_snapshot!(run);
}

/// When a load fails, one of those who wait begins with its own, also if another one that was told has gone meanwhile.
///
/// When a load has failed, which of the waiting calls loads next?
///
/// - says "must be woken": lost wake-up
/// - says "the number of loads begun" and says " 1": looks again after the signal
#[rstest]
#[case::with_no_call_dropped(false)]
#[case::with_the_woken_call_dropped(true)]
fn one_of_those_who_wait_begins(#[case] goes: bool) {
    let (cache, end) = (Cache::new(), Notify::new());
    let loads = Cell::new(0);
    let load = async || -> Outcome {
        loads.set(loads.get() + 1);
        end.notified().await;
        Err(loads.get())
    };
    let mut first = call("first get_or_load(tea)", cache.get_or_load("tea", load));
    let names = ["second get_or_load(tea)", "third get_or_load(tea)", "fourth get_or_load(tea)"];
    let others = names.map(|name| call(name, cache.get_or_load("tea", load)));
    let mut others = Vec::from(others);
    assert_eq!(polled(&mut first), Poll::Pending, "the first call, while its load goes on");
    for other in &mut others {
        assert_eq!(polled(other), Poll::Pending, "another call, while the first one loads");
    }

    does("end.notify_one()");
    end.notify_one();
    assert_eq!(polled(&mut first), Poll::Ready(Err(1)), "the first call, when its load has failed");
    if goes {
        let woken = others.iter().position(|other| other.is_woken());
        drop(others.remove(woken.expect("when a load has failed, a waiting call must be woken")));
    }

    let is_any_woken = others.iter().any(|other| other.is_woken());
    assert!(is_any_woken, "when a load has failed, one of the waiting calls that are left must be woken");
    // All of them may have been told, and all but one wait again.
    for _ in 0..10 {
        for other in others.iter_mut().filter(|other| other.is_woken()) {
            assert_eq!(polled(other), Poll::Pending, "a call that was woken, while a second load goes on");
        }
    }
    assert_eq!(loads.get(), 2, "the number of loads begun, with the one that has failed");
}

/// Wherever a call is dropped, the next one has a value; and what has been returned is kept.
///
/// When a call is dropped at one of its `.await`s, what does it leave behind in your cache?
///
/// - stuck: lock never released
/// - says "what the first call returned": wrong output
#[test]
fn a_call_can_be_dropped_anywhere() {
    explore(async |_| {
        for polls in 1..6 {
            let cache = Cache::new();
            let load = async || {
                yield_now().await;
                Outcome::Ok(1)
            };
            let first = dropped_after(polls, call("get_or_load(tea)", cache.get_or_load("tea", load))).await;
            let next = cache.get_or_load("tea", async || Outcome::Ok(2)).await;
            assert!(next.is_ok(), "the next call must have a value, not {next:?}");
            if first.is_some() {
                assert_eq!(
                    (first, next),
                    (Some(Ok(1)), Ok(1)),
                    "what the first call returned, and what the next one gets"
                );
            }
        }
    });
}

/// A failed load leaves nothing behind: who comes later begins anew, and errors are everybody's own.
///
/// What does your cache keep of a load that has failed?
///
/// - says "Err("no water")" and says "Err("no leaves")": failure spreads
/// - says "whose own load gives a value" and not says "Pending": wrong output
/// - says "when the value is there" and not says "Pending": wrong output
#[test]
fn a_failed_load_leaves_no_trace() {
    let cache = Cache::new();
    for error in ["no water", "no leaves"] {
        let load = async || Err::<String, _>(error);
        let failed = at_once(call("get_or_load(tea)", cache.get_or_load("tea".to_owned(), load)));
        assert_eq!(failed, Poll::Ready(Err(error)), "the result of a call whose own load fails");
    }
    for key in ["tea", "milk"] {
        let load = async || Ok::<_, ()>(format!("some {key}"));
        let loaded = at_once(call(format!("get_or_load({key})"), cache.get_or_load(key.to_owned(), load)));
        assert_eq!(
            loaded,
            Poll::Ready(Ok(format!("some {key}"))),
            "the result of a call whose own load gives a value"
        );
    }
    for key in ["tea", "milk"] {
        let load = async || Err(7);
        let again = at_once(call(format!("get_or_load({key})"), cache.get_or_load(key.to_owned(), load)));
        assert_eq!(
            again,
            Poll::Ready(Ok(format!("some {key}"))),
            "the result of a call when the value is there"
        );
    }
}

/// Whoever fails and gives up: for each key one load at a time, the next begins at once, and all who have a value have
/// the same.
///
/// A call can end with a value, with an error, or by being dropped: what do the waiting calls learn each time?
#[test]
fn many_ask_and_some_fail_or_give_up() {
    const CAUSES: [&[&str]; 2] = [&["asks for tea", "leaves tea"], &["asks for milk", "leaves milk"]];
    explore(async |stage| {
        stage.law(Law::AtMost { limit: 1, begin: "loads tea", ends: &["loaded tea", "leaves tea"] });
        stage.law(Law::AtMost { limit: 1, begin: "loads milk", ends: &["loaded milk", "leaves milk"] });
        stage.law(Law::Prompt { what: "loads tea", causes: CAUSES[0] });
        stage.law(Law::Prompt { what: "loads milk", causes: CAUSES[1] });
        stage.law(Law::Prompt { what: "leaves tea", causes: &["loaded tea", "asks for tea", "gives up"] });
        stage.law(Law::Prompt { what: "leaves milk", causes: &["loaded milk", "asks for milk", "gives up"] });
        let cache = Shared::new(Cache::new());
        let tasks = Vec::from_iter((0..7).map(|place| {
            let (after, takes, patience) = (stage.takes(15), stage.takes(20), stage.takes(45));
            let key = if place % 3 == 1 { "milk" } else { "tea" };
            let outcome = if place < 3 { Err(place) } else { Ok(place) };
            let (cache, actor) = (cache.clone(), stage.actor(&format!("t{place}")));
            tokio::spawn(async move {
                sleep(after).await;
                actor.does(format!("asks for {key}"));
                let load = async || {
                    actor.does(format!("loads {key}"));
                    sleep(takes).await;
                    actor.does(format!("loaded {key}"));
                    outcome
                };
                let call = timeout(patience, cache.get_or_load(key, load)).await;
                if call.is_err() {
                    actor.does("gives up");
                }
                actor.does(format!("leaves {key}"));
                call.ok().and_then(Result::ok).map(|value| (key, value))
            })
        }));

        let mut values = Vec::new();
        for task in tasks {
            values.extend(task.await.expect("it only asks"));
        }
        for (key, value) in values {
            let kept = cache.get_or_load(key, async || Err("nothing is there")).await;
            assert_eq!(kept, Ok(value), "the result of a later call for {key}");
        }
    });
}
