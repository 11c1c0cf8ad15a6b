//! Who loads, who waits, and who has the value at once.

use std::cell::Cell;
use std::sync::Arc;
use std::task::Poll;

use insta::assert_snapshot;
use locks::Cache;
use stage::by_hand::{at_once, call, does, polled};
use stage::{ms, outputs_of, play};
use tokio::sync::Notify;
use tokio::time::sleep;

use super::{Outcome, Shared, all_end, asks};

/// Who asks during a load waits for it, and who asks later has the value at once.
///
/// When `bob` asks, how does your cache know that `ann` is loading the value?
///
/// - `bob` does `loads`: stale check
/// - `cat` does `loads`: wrong output
/// - `bob` is early with `has`: wrong output
/// - stuck and `ann` misses `has`: deadlock
/// - stuck: lost wake-up
/// - anybody is late with `has`: time used instead of a signal
/// - `ann` does `has` and not `ann` does `has 1`: wrong output
/// - `bob` does `has` and not `bob` does `has 1`: wrong output
#[test]
fn who_asks_during_a_load_gets_its_value() {
    let run = play(async |stage| {
        let cache = Shared::new(Cache::new());
        let ann = asks(stage.actor("ann"), &cache, 0, "tea", 50, Ok(1));
        let bob = asks(stage.actor("bob"), &cache, 17, "tea", 20, Ok(2));
        let cat = asks(stage.actor("cat"), &cache, 61, "tea", 20, Ok(3));

        all_end([ann, bob, cat]).await;
    });

    assert_snapshot!(run);
}

/// Loads for different keys go on at the same time, and a value that is there does not wait for a load.
///
/// What do two calls with different keys share in your cache?
///
/// - `bob` is late with `loads` and not stuck: shared too widely
/// - `cat` is late with `has` and not stuck: shared too widely
/// - `cat` does `has 1`: wrong output
#[test]
fn different_keys_do_not_wait_for_each_other() {
    let run = play(async |stage| {
        let cache = Shared::new(Cache::new());
        let ann = asks(stage.actor("ann"), &cache, 0, "tea", 130, Ok(1));
        let bob = asks(stage.actor("bob"), &cache, 17, "milk", 31, Ok(2));
        let cat = asks(stage.actor("cat"), &cache, 70, "milk", 5, Ok(3));

        all_end([ann, bob, cat]).await;
    });

    assert_snapshot!(run);
}

/// The end of a load wakes all who wait for its key, and each of them has its value.
///
/// How many of the waiting calls does the end of a load wake?
///
/// - says "[Ok(1)]": wakes one instead of all
#[test]
fn the_end_of_a_load_wakes_all_who_wait() {
    let (cache, end) = (Cache::new(), Notify::new());
    let load = async || {
        end.notified().await;
        Outcome::Ok(1)
    };
    let mut first = call("first get_or_load(tea)", cache.get_or_load("tea", load));
    let names = ["second get_or_load(tea)", "third get_or_load(tea)", "fourth get_or_load(tea)"];
    let mut others = Vec::from(names.map(|name| call(name, cache.get_or_load("tea", load))));
    assert_eq!(polled(&mut first), Poll::Pending, "the first call, while its load goes on");
    for other in &mut others {
        assert_eq!(polled(other), Poll::Pending, "another call, while the first one loads");
    }

    does("end.notify_one()");
    end.notify_one();
    assert_eq!(polled(&mut first), Poll::Ready(Ok(1)), "the first call, when its load is over");

    // Who has the value may wake the next.
    let mut outputs = Vec::new();
    while let Some(woken) = others.iter().position(|other| other.is_woken()) {
        let mut other = others.remove(woken);
        match polled(&mut other) {
            Poll::Ready(output) => outputs.push(output),
            Poll::Pending => others.push(other),
        }
    }
    assert_eq!(outputs, [Ok(1); 3], "what the three waiting calls get when the load is over");
}

/// Only who loads calls `load`: not who waits for a load, and not who finds the value.
///
/// What does your cache know about the value when it calls `load`?
///
/// - says "the number of calls of `load`": taken ahead of need
#[test]
fn only_who_loads_calls_load() {
    let (cache, end) = (Cache::new(), Notify::new());
    let calls = Cell::new(0);
    let load = || {
        calls.set(calls.get() + 1);
        async {
            end.notified().await;
            Outcome::Ok(1)
        }
    };
    let loads = async || {
        end.notified().await;
        Outcome::Ok(1)
    };
    let mut first = call("first get_or_load(tea)", cache.get_or_load("tea", loads));
    let mut second = call("second get_or_load(tea)", cache.get_or_load("tea", load));
    assert_eq!(polled(&mut first), Poll::Pending, "the first call, while its load goes on");
    assert_eq!(polled(&mut second), Poll::Pending, "the second call, while the first one loads");

    does("end.notify_one()");
    end.notify_one();
    assert_eq!(polled(&mut first), Poll::Ready(Ok(1)), "the first call, when its load is over");
    assert_eq!(polled(&mut second), Poll::Ready(Ok(1)), "the second call, when the first one has loaded");
    assert_eq!(
        at_once(call("third get_or_load(tea)", cache.get_or_load("tea", load))),
        Poll::Ready(Ok(1)),
        "the third call, when the value is there"
    );
    assert_eq!(calls.get(), 0, "the number of calls of `load` by the second call and the third");
}

/// However many keys there are, whoever asks for others does not wait.
///
/// How many loads can go on at the same time in your cache?
///
/// - says "loads of different keys": shared too widely
#[test]
fn each_key_is_loaded_for_itself() {
    const KEYS: usize = 70;
    let runs = outputs_of(async |stage| {
        let cache = Arc::new(Cache::new());
        let tasks = Vec::from_iter((0..KEYS).map(|key| {
            let cache = cache.clone();
            tokio::spawn(async move {
                let load = async || {
                    sleep(ms(17)).await;
                    Ok::<_, ()>(key)
                };
                assert_eq!(cache.get_or_load(key, load).await, Ok(key), "the value of key {key}");
            })
        }));
        for task in tasks {
            task.await.expect("every key has its own value");
        }
        stage.now_ms()
    });

    for ended in runs {
        assert_eq!(ended, 17, "the milliseconds until all loads of different keys are over");
    }
}
