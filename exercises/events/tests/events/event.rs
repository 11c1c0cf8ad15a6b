//! `Event`: set, clear, and wait, as often as you like.

use std::sync::Arc;

use events::Event;
use insta::assert_snapshot;
use rstest::rstest;
use stage::{Actor, ms, play};
use tokio::time::{sleep, timeout};
use tokio_test::{assert_pending, assert_ready, task};

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

/// A waiter that comes late passes at once.
///
/// Where does your `Event` remember that it was set?
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
/// How many tasks does your way of waking wake?
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

/// After `clear`, whoever comes waits for the next `set`.
///
/// What does `clear` change in what your `Event` remembers?
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
/// What happens to those who wait when `clear` is called?
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
/// When your waiter is woken, does it ask again whether the event is set?
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

/// One waiter can pass in every round of `set` and `clear`.
///
/// Does anything of one round stay behind for the next?
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
/// What happens if `set` comes between your look at the flag and your wait?
#[rstest]
#[case::one(1)]
#[case::two(2)]
#[case::a_crowd(100)]
fn a_set_is_never_missed(#[case] count: usize) {
    let event = Event::new();
    let mut waits: Vec<_> = (0..count).map(|_| task::spawn(event.wait())).collect();
    for wait in &mut waits {
        assert_pending!(wait.poll(), "the event is not set");
    }

    event.set();
    event.clear();

    for wait in &mut waits {
        assert!(wait.is_woken(), "set wakes everybody who waits");
        assert_ready!(wait.poll(), "who waited before the set goes, although it was cleared since");
    }
}

/// `is_set` says what the last of `set` and `clear` was.
///
/// What does a new event remember?
#[test]
fn is_set_follows_set_and_clear() {
    let event = Event::new();
    assert!(!event.is_set(), "a new event is not set");
    event.set();
    assert!(event.is_set(), "set sets it");
    event.set();
    assert!(event.is_set(), "setting it twice changes nothing");
    event.clear();
    assert!(!event.is_set(), "clear clears it");
    event.clear();
    assert!(!event.is_set(), "clearing it twice changes nothing");
    event.set();
    assert!(event.is_set(), "it can be set again");
}

/// A wait that is dropped takes nothing from the others.
///
/// Who gets the wake-up of a waiter that has gone?
#[test]
fn a_wait_that_is_dropped_takes_nothing_from_the_others() {
    let event = Event::new();
    let mut gone = task::spawn(event.wait());
    let mut woken_then_gone = task::spawn(event.wait());
    let mut stays = task::spawn(event.wait());
    assert_pending!(gone.poll());
    assert_pending!(woken_then_gone.poll());
    assert_pending!(stays.poll());

    drop(gone);
    event.set();
    drop(woken_then_gone);

    assert!(stays.is_woken(), "the one who stays is woken");
    assert_ready!(stays.poll(), "the one who stays goes");
}

/// A wait that ran out of time leaves the event as it was.
///
/// Does a wait change what the event remembers?
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
