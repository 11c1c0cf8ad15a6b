// `Counter`: read, await the step, write; one task at a time.

use std::sync::Arc;

use insta::assert_snapshot;
use locks::Counter;
use rstest::rstest;
use stage::by_hand::{at_once, call, does, polled};
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::sync::Notify;
use tokio::task::{JoinHandle, yield_now};
use tokio::time::{sleep, timeout};
use tokio_test::{assert_pending, assert_ready_eq};

/// A task that comes after `after` ms and increments the counter with a step of `takes` ms.
fn comes(actor: Actor, counter: &Arc<Counter>, after: u64, takes: u64) -> JoinHandle<()> {
    let counter = counter.clone();
    tokio::spawn(async move {
        sleep(ms(after)).await;
        actor.does("comes");
        increments(&actor, &counter, takes).await;
    })
}

async fn increments(actor: &Actor, counter: &Counter, takes: u64) {
    let step = async |value| {
        actor.does(format!("reads {value}"));
        sleep(ms(takes)).await;
    };
    let returned = counter.increment(step).await;
    actor.does(format!("returns {returned}"));
}

/// Who comes during an increment reads what that one has written.
///
/// While an increment awaits its step, what keeps another one from reading the value?
///
/// - `ann` misses `reads 0` and elsewhere and not stuck: shared too widely
/// - `ann` misses `reads 0` and not stuck: wrong output
/// - stuck and `ann` does `reads 0` and `ann` misses `returns`: deadlock
/// - stuck and elsewhere: lost wake-up
/// - `bob` does `reads 0` and `ann` does `returns 2`: goes on without waiting
/// - `bob` is early with `reads`: guard dropped too early
/// - `bob` is late with `reads` and not stuck: time used instead of a signal
/// - `bob` does `reads 1` and `ann` misses `returns 1`: wrong output
/// - `bob` does `reads 1` and `bob` misses `returns 2` and not stuck: wrong output
#[test]
fn who_comes_during_an_increment_reads_what_it_has_written() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let ann = comes(stage.actor("ann"), &counter, 0, 130);
        let bob = comes(stage.actor("bob"), &counter, 17, 20);

        ann.await.expect("it only counts");
        bob.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// The tasks get their turn in the order in which they came, each as soon as the one before has written.
///
/// What decides which of the waiting tasks is next?
///
/// - `cat` does `reads 1` and `eve` does `reads 1`: guard dropped too early
/// - anybody is early with `reads` and anybody is late with `reads` and not stuck: not first in, first out
/// - stuck and elsewhere: lost wake-up
#[test]
fn the_turns_follow_the_order_of_coming() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let tasks = [("ann", 0, 40), ("bob", 19, 7), ("cat", 3, 50), ("dan", 11, 30), ("eve", 5, 1)];

        for task in tasks.map(|(name, after, takes)| comes(stage.actor(name), &counter, after, takes)) {
            task.await.expect("it only counts");
        }
    });

    assert_snapshot!(run);
}

/// Who comes again at once stands behind those who wait already.
///
/// When an increment of `ann` ends while `bob` waits, what decides which of them is next?
///
/// - `ann` does `reads 1`: lock not fair
/// - stuck and elsewhere: lost wake-up
#[test]
fn who_comes_again_stands_behind_those_who_wait() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let ann = stage.actor("ann");
        let bob = comes(stage.actor("bob"), &counter, 10, 20);

        increments(&ann, &counter, 30).await;
        increments(&ann, &counter, 5).await;
        bob.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// `value` waits until the running increment has written.
///
/// What does your `value` do while an increment awaits its step?
///
/// - `looker` is early with `sees`: goes on without waiting
/// - `looker` is late with `sees` and not stuck: time used instead of a signal
#[test]
fn the_value_waits_for_a_running_increment() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let ann = comes(stage.actor("ann"), &counter, 0, 30);
        let looker = stage.actor("looker");

        sleep(ms(10)).await;
        looker.does("looks");
        looker.does(format!("sees {}", counter.value().await));
        ann.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// Those who look at the value and those who count all come to their end, each as soon as it can.
///
/// What can `value` and an increment wait for in your counter?
///
/// - stuck and not `looker` does `sees` and not `bob` does `reads`: deadlock
/// - stuck and not `looker` does `sees`: lost wake-up
/// - stuck and not `bob` does `reads`: lost wake-up
#[test]
fn looks_and_increments_come_to_their_end() {
    explore(async |stage| {
        stage.law(Law::Prompt { what: "sees", causes: &["looks", "returns"] });
        stage.law(Law::Prompt { what: "reads", causes: &["comes", "returns"] });
        let takes = |nominal| stage.takes(nominal).as_millis() as u64;
        let counter = Arc::new(Counter::new());
        let ann = comes(stage.actor("ann"), &counter, 0, takes(30));
        let looker = stage.actor("looker");
        let bob = comes(stage.actor("bob"), &counter, takes(20), takes(20));

        sleep(stage.takes(10)).await;
        looker.does("looks");
        looker.does(format!("sees {}", counter.value().await));
        ann.await.expect("it only counts");
        bob.await.expect("it only counts");
        assert_eq!(counter.value().await, 2, "the value after both increments");
    });
}

/// Two counters do not disturb each other.
///
/// What do two of your counters share?
///
/// - `bob` is late with `reads`: shared too widely
/// - `bob` misses `reads 0`: shared too widely
#[test]
fn two_counters_do_not_disturb_each_other() {
    let run = play(async |stage| {
        let (one, other) = (Arc::new(Counter::new()), Arc::new(Counter::new()));
        let ann = comes(stage.actor("ann"), &one, 0, 90);
        let bob = comes(stage.actor("bob"), &other, 10, 15);

        ann.await.expect("it only counts");
        bob.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// An increment that is dropped in its step has written nothing, and the next begins at that instant.
///
/// Which lines of your increment still run when it is dropped while it awaits the step?
///
/// - stuck and `next` misses `reads`: lock never released
/// - `next` does `reads 1`: half done when cancelled
#[test]
fn an_increment_that_is_dropped_lets_the_next_in() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let hasty = stage.actor("hasty");
        let next = comes(stage.actor("next"), &counter, 10, 30);

        let increment = timeout(ms(25), increments(&hasty, &counter, 100)).await;
        hasty.does(if increment.is_ok() { "ends" } else { "gives up" });
        next.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// An increment that is dropped while it waits lets nobody in before their turn.
///
/// When a waiting increment is dropped, what does the one behind it do?
///
/// - `next` is early with `reads`: goes on without waiting
/// - stuck and `next` misses `reads`: lock never released
#[test]
fn an_increment_that_gives_up_waiting_lets_nobody_in() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let ann = comes(stage.actor("ann"), &counter, 0, 90);
        let hasty = stage.actor("hasty");
        let next = comes(stage.actor("next"), &counter, 20, 30);

        sleep(ms(10)).await;
        hasty.does("comes");
        let increment = timeout(ms(35), increments(&hasty, &counter, 100)).await;
        hasty.does(if increment.is_ok() { "ends" } else { "gives up" });
        ann.await.expect("it only counts");
        next.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// An increment whose step panics has written nothing, and the next begins at that instant.
///
/// What does a panic in the step leave behind in your counter?
///
/// - panics: failure spreads
/// - stuck and `next` misses `reads`: lock never released
#[test]
fn an_increment_that_panics_lets_the_next_in() {
    let run = play(async |stage| {
        let counter = Arc::new(Counter::new());
        let (clumsy, shared) = (stage.actor("clumsy"), counter.clone());
        let next = comes(stage.actor("next"), &counter, 10, 30);
        let panics = async move |_| {
            sleep(ms(25)).await;
            clumsy.does("panics");
            stage::fail("the step failed")
        };

        let failed = tokio::spawn(async move { shared.increment(panics).await }).await;
        assert!(failed.is_err_and(|error| error.is_panic()), "the caller must learn that its step panicked");
        next.await.expect("it only counts");
    });

    assert_snapshot!(run);
}

/// The end of an increment wakes the one that waits for its turn, and only then is it ready.
///
/// How does a waiting increment learn that its turn has come?
#[test]
fn the_end_of_an_increment_wakes_the_next() {
    let (counter, end) = (Counter::new(), Notify::new());
    let mut first = call("first increment()", counter.increment(|_| end.notified()));
    let mut second = call("second increment()", counter.increment(|_| async {}));
    let mut look = call("value()", counter.value());
    assert_pending!(polled(&mut first), "the first increment must wait while its step goes on");
    assert_pending!(polled(&mut second), "the second increment must wait while the first awaits its step");
    assert_pending!(polled(&mut look), "`value` must wait while an increment awaits its step");

    does("end.notify_one()");
    end.notify_one();
    assert_ready_eq!(polled(&mut first), 1, "the first increment must return when its step has ended");

    assert!(second.is_woken(), "the end of the first increment must wake the second");
    assert_ready_eq!(polled(&mut second), 2, "the second increment must return when its turn has come");
    assert!(look.is_woken(), "the end of the increments must wake the call that waits for the value");
    assert_ready_eq!(polled(&mut look), 2, "`value` must return when no increment goes on");
}

/// An increment that is dropped while it waits lets those behind it have their turn.
///
/// When a waiting increment is dropped, how does the one behind it get its turn?
///
/// - says "the turn must go on": lock never released
/// - says "the third must be woken": lost wake-up
#[rstest]
#[case::dropped_before_its_turn(Gone::BeforeItsTurn)]
#[case::dropped_when_it_is_woken(Gone::WhenWoken)]
fn a_waiting_increment_that_is_dropped_lets_the_others_go_on(#[case] gone: Gone) {
    let (counter, end) = (Counter::new(), Notify::new());
    let mut first = call("first increment()", counter.increment(|_| end.notified()));
    let mut second = call("second increment()", counter.increment(|_| async {}));
    let mut third = call("third increment()", counter.increment(|_| async {}));
    assert_pending!(first.poll(), "the first increment must wait while its step goes on");
    assert_pending!(second.poll(), "the second increment must wait while the first awaits its step");
    assert_pending!(third.poll(), "the third increment must wait while the first awaits its step");

    does("end.notify_one()");
    end.notify_one();
    if gone == Gone::BeforeItsTurn {
        drop(second);
        assert_ready_eq!(first.poll(), 1, "the first increment must return when its step has ended");
    } else {
        assert_ready_eq!(first.poll(), 1, "the first increment must return when its step has ended");
        drop(second);
    }

    let is_woken = third.is_woken();
    let written = third.poll();
    let is_free = || call("fourth increment()", counter.increment(|_| async {})).poll().is_ready();
    assert!(
        written.is_ready() || is_free(),
        "the turn must go on to the third: the second, which was dropped, must not keep it"
    );
    assert!(is_woken, "the third must be woken, because no increment is in front of it any more");
    assert_ready_eq!(written, 2, "the third increment must return when its turn has come");
}

/// When an increment that waits is dropped.
#[derive(PartialEq)]
enum Gone {
    BeforeItsTurn,
    WhenWoken,
}

/// However long the steps take and whoever gives up: one task at a time, in the order in which they came, and each
/// as soon as it can; who gave up has counted nothing.
///
/// When an increment gives up, what does it leave behind in your counter?
///
/// - says "at most 1": goes on without waiting
/// - says "first in, first out": not first in, first out
/// - says "the number of increments that ended": half done when cancelled
#[test]
fn one_at_a_time_whoever_gives_up() {
    explore(async |stage| {
        let ends: &[&str] = &["returns", "gives up"];
        stage.law(Law::AtMost { limit: 1, begin: "goes", ends });
        stage.law(Law::FirstInFirstOut { given: "comes", taken: "goes" });
        stage.law(Law::Prompt { what: "goes", causes: &["comes", "returns", "gives up"] });
        stage.law(Law::EachOnce { what: "returns" });
        let counter = Arc::new(Counter::new());
        let mut comes_at = 0;
        let tasks = Vec::from_iter((0..6).map(|place| {
            // Each at an instant of its own: within one instant nobody promises who comes first.
            comes_at += 1 + stage.takes(9).as_millis() as u64;
            let (takes, patience) = (stage.takes(20), stage.takes(50));
            let (counter, actor) = (counter.clone(), stage.actor(&format!("t{place}")));
            tokio::spawn(async move {
                sleep(ms(comes_at)).await;
                actor.does(format!("comes {place}"));
                let step = async |_| {
                    actor.does(format!("goes {place}"));
                    sleep(takes).await;
                };
                let written = timeout(patience, counter.increment(step)).await;
                actor.does(written.as_ref().map_or("gives up".into(), |value| format!("returns {value}")));
                written.is_ok()
            })
        }));

        let mut count = 0;
        for task in tasks {
            count += u64::from(task.await.expect("it only counts"));
        }
        assert_eq!(counter.value().await, count, "the value, which is the number of increments that ended");
    });
}

/// However many count at the same time, no update is lost and none is made twice.
///
/// What may have happened to the value while your increment awaited its step?
#[rstest]
#[case::with_two_tasks(2)]
#[case::with_twenty_tasks(20)]
fn no_update_is_lost(#[case] tasks: u64) {
    let runs = outputs_of(async |_| {
        let counter = Arc::new(Counter::new());
        let increments = Vec::from_iter((0..tasks).map(|_| {
            let counter = counter.clone();
            tokio::spawn(async move { counter.increment(|_| yield_now()).await })
        }));
        let mut written = Vec::new();
        for increment in increments {
            written.push(increment.await.expect("it only counts"));
        }
        written.sort_unstable();
        (written, counter.value().await)
    });

    for counted in runs {
        assert_eq!(
            counted,
            (Vec::from_iter(1..=tasks), tasks),
            "what the increments return, in ascending order, and the value at the end"
        );
    }
}

/// A new counter stands at 0, and every increment adds 1 to what its step was given.
///
/// Starting with a new counter, which value does each call return?
///
/// - says "`value` of a new counter must return at once: ": wrong output
/// - says "the value that the step gets": wrong output
/// - says "an increment must return what it has written: ": wrong output
/// - says "`value` must return what was written last: ": wrong output
#[test]
fn a_counter_counts_from_zero() {
    for counter in [Counter::new(), Counter::default()] {
        assert_ready_eq!(
            at_once(call("value()", counter.value())),
            0,
            "`value` of a new counter must return at once"
        );

        for value in 0..7 {
            let step = async |given| assert_eq!(given, value, "the value that the step gets");
            assert_ready_eq!(
                at_once(call("increment()", counter.increment(step))),
                value + 1,
                "an increment must return what it has written"
            );
            assert_ready_eq!(
                at_once(call("value()", counter.value())),
                value + 1,
                "`value` must return what was written last"
            );
        }
    }
}

stage::test_program!();
