//! Who loads, who waits, and who has the value at once.

use std::cell::Cell;
use std::sync::Arc;

use insta::assert_snapshot;
use locks::Cache;
use stage::{ms, outputs_of, play};
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_test::{assert_pending, assert_ready_eq, task};

use super::{Outcome, Shared, all_end, asks};
use crate::polled;

/// Who asks during a load waits for it, and who asks later has the value at once.
///
/// Between the look whether the value is there and the load, who else may look?
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
/// What does a caller of yours hold while it loads, and who else needs that?
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
/// How many of those who wait does the end of a load wake?
///
/// - says "each of them is woken": wakes one instead of all
/// - says "one load": taken ahead of need
#[test]
fn the_end_of_a_load_wakes_all_who_wait() {
    let (cache, end) = (Cache::new(), Notify::new());
    let loads = Cell::new(0);
    let load = || {
        loads.set(loads.get() + 1);
        async {
            end.notified().await;
            Outcome::Ok(1)
        }
    };
    let mut first = task::spawn(cache.get_or_load("tea", load));
    let mut others = [(); 3].map(|()| task::spawn(cache.get_or_load("tea", load)));
    assert_pending!(polled(&mut first), "it loads");
    for other in &mut others {
        assert_pending!(polled(other), "another one loads");
    }

    end.notify_one();
    assert_ready_eq!(polled(&mut first), Ok(1), "the load is over");

    for other in &mut others {
        assert!(other.is_woken(), "each of them is woken: the value is there");
        assert_ready_eq!(polled(other), Ok(1), "the value is there");
    }
    assert_eq!(loads.get(), 1, "one load for all who ask");
}

/// However many keys there are, whoever asks for others does not wait.
///
/// How many loads can go on at the same time in your cache, and what limits them?
///
/// - says "nobody waits for other keys": shared too widely
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
                assert_eq!(cache.get_or_load(key, load).await, Ok(key), "the value is that of its key");
            })
        }));
        for task in tasks {
            task.await.expect("every value is that of its key");
        }
        stage.now_ms()
    });

    for ended in runs {
        assert_eq!(ended, 17, "nobody waits for other keys, so all of them are there");
    }
}
