// `Event`: set, clear, and wait, as often as you like.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use events::Event;
use insta::assert_snapshot;
use rstest::rstest;
use stage::by_hand::{call, does};
use stage::{Actor, Law, explore, ms, play};
use tokio::time::{sleep, timeout};
use tokio_test::{assert_pending, assert_ready};

/// A task that comes after `after` ms and waits for the event.
fn comes(actor: Actor, event: &Arc<Event>, after: u64) -> tokio::task::JoinHandle<()> {
    let event = event.clone();
    tokio::spawn(async move {
        sleep(ms(after)).await;
        actor.does("waits");
        event.wait().await;
        actor.does("passes");
    })
}

/// `set`, `clear` and `is_set` return at once, and need no runtime.
///
/// What do your `set`, `clear` and `is_set` need in order to work?
#[test]
fn nothing_but_a_wait_needs_a_runtime() {
    let event = Event::new();

    // What `is_set` says is another promise.
    for _ in 0..2 {
        event.set();
        let _ = event.is_set();
        event.clear();
        let _ = event.is_set();
    }
}

/// `set`, `clear` and `is_set` return at once in a task too.
///
/// Which line of `set`, `clear` or `is_set` could wait for something?
///
/// - panics: blocking the thread
#[test]
fn nothing_but_a_wait_waits() {
    let run = play(async |stage| {
        let (event, setter) = (Event::new(), stage.actor("setter"));

        for _ in 0..2 {
            event.set();
            let _ = event.is_set();
            event.clear();
            let _ = event.is_set();
        }
        setter.does("goes on");
    });

    assert_snapshot!(run);
}

/// Who waits passes when the event is set.
///
/// In your `wait`, what has to happen before a task passes?
///
/// - `waiter` is early with `passes`: goes on without waiting
/// - `waiter` is late with `passes`: time used instead of a signal
#[test]
fn who_waits_passes_when_the_event_is_set() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let setter = stage.actor("setter");
        let waiter = comes(stage.actor("waiter"), &event, 0);

        // So that who is too early did not wait at all: no wait is shorter.
        sleep(ms(1)).await;
        setter.does("sets");
        event.set();

        waiter.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// However late the event is set, who waits does not pass without it.
///
/// What can make your `wait` return?
///
/// - `waiter` is early with `passes`: time used instead of a signal
#[test]
fn who_waits_does_so_however_late_the_event_is_set() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let setter = stage.actor("setter");
        let waiter = comes(stage.actor("waiter"), &event, 0);

        sleep(ms(5432)).await;
        setter.does("sets");
        event.set();

        waiter.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// A waiter that comes late passes at once.
///
/// How does a task that waits later learn that the event was set before?
///
/// - `late` misses `passes` and not `early` misses `passes`: event not sticky
/// - `early` is early with `passes`: time used instead of a signal
/// - not stuck and `late` is late with `passes`: time used instead of a signal
#[test]
fn a_late_waiter_passes_at_once() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let setter = stage.actor("setter");
        let early = comes(stage.actor("early"), &event, 0);
        let late = comes(stage.actor("late"), &event, 20);

        sleep(ms(10)).await;
        setter.does("sets");
        event.set();

        early.await.expect("it only waits");
        late.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// Setting the event wakes everybody who waits, at that instant.
///
/// How many waiting tasks can one call of `set` let pass?
///
/// - `ann` does `passes` and `bob` misses `passes` and `cat` misses `passes`: wakes one instead of all
/// - `cat` does `passes` and `ann` misses `passes` and `bob` misses `passes`: wakes one instead of all
#[test]
fn everybody_who_waits_is_woken() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let waiters =
            [("ann", 0), ("bob", 3), ("cat", 5)].map(|(name, after)| comes(stage.actor(name), &event, after));
        let setter = stage.actor("setter");

        sleep(ms(30)).await;
        setter.does("sets");
        event.set();

        for waiter in waiters {
            waiter.await.expect("it only waits");
        }
    });

    assert_snapshot!(run);
}

/// `is_set` says what the last of `set` and `clear` was.
///
/// Which of your lines decide what `is_set` returns?
#[test]
fn is_set_follows_set_and_clear() {
    let event = Event::new();
    assert!(!event.is_set(), "a new event must not be set");
    event.set();
    assert!(event.is_set(), "`is_set` must be true after `set`");
    event.set();
    assert!(event.is_set(), "`is_set` must be true after a second `set`");
    event.clear();
    assert!(!event.is_set(), "`is_set` must be false after `clear`");
    event.clear();
    assert!(!event.is_set(), "`is_set` must be false after a second `clear`");
    event.set();
    assert!(event.is_set(), "`is_set` must be true when the event is set again after `clear`");
}

/// After `clear`, whoever comes waits for the next `set`.
///
/// What is different after `clear` for a task that begins to wait?
///
/// - `second` is early with `passes`: goes on without waiting
#[test]
fn after_a_clear_the_next_waits_again() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let setter = stage.actor("setter");
        let first = comes(stage.actor("first"), &event, 5);
        let second = comes(stage.actor("second"), &event, 35);

        for does in ["sets", "clears", "sets"] {
            sleep(ms(15)).await;
            setter.does(does);
            if does == "sets" { event.set() } else { event.clear() }
        }

        first.await.expect("it only waits");
        second.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// Clearing an event that is not set changes nothing, least of all for those who wait.
///
/// What does your `clear` change for tasks that are already waiting?
///
/// - `waiter` is early with `passes`: goes on without waiting
#[test]
fn clearing_an_event_that_is_not_set_changes_nothing() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let setter = stage.actor("setter");
        let waiter = comes(stage.actor("waiter"), &event, 0);

        for does in ["clears", "sets"] {
            sleep(ms(10)).await;
            setter.does(does);
            if does == "sets" { event.set() } else { event.clear() }
        }

        waiter.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// Who waited before a `set` goes, even if a `clear` follows at once.
///
/// If the event is set and cleared at once, how does a waiting task learn that it was set?
///
/// - `early` is late with `passes`: looks again after the signal
/// - `late` is early with `passes`: goes on without waiting
#[test]
fn who_waited_goes_even_if_clear_follows_at_once() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let setter = stage.actor("setter");
        let early = comes(stage.actor("early"), &event, 0);
        let late = comes(stage.actor("late"), &event, 20);

        sleep(ms(10)).await;
        setter.does("sets");
        event.set();
        setter.does("clears");
        event.clear();
        sleep(ms(30)).await;
        setter.does("sets");
        event.set();

        early.await.expect("it only waits");
        late.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// Two sets in one instant let everybody pass who waits, and nobody who comes later.
///
/// What does your `Event` still store after `set` and `clear`?
#[test]
fn two_sets_at_once_leave_nothing_behind() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let setter = stage.actor("setter");
        let early = comes(stage.actor("early"), &event, 0);
        let late = comes(stage.actor("late"), &event, 20);

        sleep(ms(10)).await;
        for _ in 0..2 {
            setter.does("sets");
            event.set();
            setter.does("clears");
            event.clear();
        }
        sleep(ms(20)).await;
        setter.does("sets");
        event.set();

        early.await.expect("it only waits");
        late.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// One waiter can pass in every round of `set` and `clear`.
///
/// After a task has passed, what makes it wait again for the next `set`?
///
/// - `waiter` is early with `passes`: goes on without waiting
#[test]
fn every_round_lets_a_waiter_pass_once() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let (setter, waiter) = (stage.actor("setter"), stage.actor("waiter"));
        tokio::spawn({
            let event = event.clone();
            async move {
                for round in 1.. {
                    event.wait().await;
                    waiter.does(format!("passes {round}"));
                    sleep(ms(1)).await;
                }
            }
        });

        for _ in 0..3 {
            sleep(ms(10)).await;
            setter.does("sets");
            event.set();
            event.clear();
        }
        sleep(ms(100)).await;
    });

    assert_snapshot!(run);
}

/// A `set` that comes once a wait has begun is never missed.
///
/// When `set` is called, how does a `wait` that has just begun learn of it?
///
/// - says "`set` must wake every `wait`": lost wake-up
/// - says "must end, even though `clear` followed": lost wake-up
#[rstest]
#[case::with_one_waiter(1)]
#[case::with_two_waiters(2)]
#[case::with_a_hundred_waiters(100)]
fn a_set_is_never_missed(#[case] count: usize) {
    let event = Event::new();
    let mut waits: Vec<_> =
        (1..=count).map(|number| call(format!("wait() {number}"), event.wait())).collect();
    for wait in &mut waits {
        assert_pending!(wait.poll(), "a `wait` must not end before the event is set");
    }

    does("set()");
    event.set();
    does("clear()");
    event.clear();

    for wait in &mut waits {
        assert!(wait.is_woken(), "`set` must wake every `wait` that has begun");
        assert_ready!(wait.poll(), "a `wait` that began before `set` must end, even though `clear` followed");
    }
}

/// A wait that is dropped takes nothing from the others.
///
/// When a `wait` is dropped after the `set`, how do the others learn of the `set`?
///
/// - says "that is not dropped": lost wake-up
#[test]
fn a_wait_that_is_dropped_takes_nothing_from_the_others() {
    let event = Event::new();
    let mut gone = call("first wait()", event.wait());
    let mut woken_then_gone = call("second wait()", event.wait());
    let mut stays = call("third wait()", event.wait());
    assert_pending!(gone.poll(), "a `wait` must not end before the event is set");
    assert_pending!(woken_then_gone.poll(), "a `wait` must not end before the event is set");
    assert_pending!(stays.poll(), "a `wait` must not end before the event is set");

    drop(gone);
    does("set()");
    event.set();
    drop(woken_then_gone);

    assert!(stays.is_woken(), "`set` must wake the `wait` that is not dropped");
    assert_ready!(stays.poll(), "the `wait` that is not dropped must end after `set`");
}

/// A wait that is dropped leaves nothing behind for those who come later.
///
/// When a `wait` is dropped before the `set`, what does your event still know of it?
///
/// - says "leaves nothing for the next": leaves something behind
#[test]
fn a_wait_that_is_dropped_leaves_nothing_behind() {
    let event = Event::new();
    let mut gone = call("first wait()", event.wait());
    assert_pending!(gone.poll(), "a `wait` must not end before the event is set");
    drop(gone);
    does("set()");
    event.set();
    does("clear()");
    event.clear();

    let mut next = call("second wait()", event.wait());
    assert_pending!(
        next.poll(),
        "after `clear` a `wait` must not end, as one that was dropped leaves nothing for the next"
    );
    does("set()");
    event.set();
    assert_ready!(next.poll(), "a `wait` must end when the event is set again");
}

/// A wait that ran out of time leaves the event as it was.
///
/// What does your `wait` change in the event?
#[test]
fn a_wait_that_runs_out_of_time_changes_nothing() {
    let run = play(async |stage| {
        let event = Arc::new(Event::new());
        let (hasty, setter) = (stage.actor("hasty"), stage.actor("setter"));
        let patient = comes(stage.actor("patient"), &event, 0);

        hasty.does("waits");
        let hasty_wait = timeout(ms(10), event.wait()).await;
        hasty.does(if hasty_wait.is_ok() { "passes" } else { "gives up" });
        sleep(ms(10)).await;
        setter.does("sets");
        event.set();

        patient.await.expect("it only waits");
    });

    assert_snapshot!(run);
}

/// Who waits before a `set` passes at that `set`, and who comes after the last one passes at once.
///
/// Which lines of your `wait` are right only if no `set` comes in between?
///
/// - says "before any `passes": goes on without waiting
/// - says "prompt: `passes 1` at the instant of `sets 1`": lost wake-up
#[test]
fn everybody_passes_at_the_next_set_whatever_the_times() {
    explore(async |stage| {
        let (event, sets) = (Arc::new(Event::new()), Arc::new(AtomicU32::new(0)));
        let setter = stage.actor("setter");
        stage.law(Law::AllBefore { these: "sets 1", those: "passes 1" });
        stage.law(Law::AllBefore { these: "sets 2", those: "passes 2" });
        stage.law(Law::Prompt { what: "passes 1", causes: &["sets 1"] });
        stage.law(Law::Prompt { what: "passes 2", causes: &["sets 2"] });
        stage.law(Law::Prompt { what: "passes 3", causes: &["waits 3"] });

        let waiters = [("ann", 10), ("bob", 20), ("cat", 30), ("dan", 50)].map(|(name, after)| {
            let (actor, after) = (stage.actor(name), stage.takes(after));
            let (event, sets) = (event.clone(), sets.clone());
            tokio::spawn(async move {
                sleep(after).await;
                let next_set = 1 + sets.load(Ordering::Relaxed);
                actor.does(format!("waits {next_set}"));
                event.wait().await;
                actor.does(format!("passes {next_set}"));
            })
        });
        let pauses = [stage.takes(20), stage.takes(20)];
        // In a task of its own: so its turns are shuffled among those of the waiters.
        tokio::spawn(async move {
            for (number, pause) in (1..).zip(pauses) {
                sleep(pause).await;
                sets.store(number, Ordering::Relaxed);
                setter.does(format!("sets {number}"));
                event.set();
                if number == 1 {
                    event.clear();
                }
            }
        });

        for waiter in waiters {
            waiter.await.expect("it only waits");
        }
    });
}

// Last, as it is the least simple.
mod model;

stage::test_program!();
