// `run_after`: wait for the event, then do the work.

use std::cell::Cell;

use events::run_after;
use insta::assert_snapshot;
use rstest::rstest;
use stage::by_hand::{at_once, call, does};
use stage::{Actor, Law, explore, ms, play};
use tokio::sync::SetOnce;
use tokio::time::sleep;
use tokio_test::{assert_pending, assert_ready, assert_ready_eq};

/// The work begins when the event is set, not before and not later.
///
/// In your function, what must happen before the work begins?
///
/// - `worker` is early with `starts`: goes on without waiting
/// - `worker` is late with `starts`: time used instead of a signal
#[test]
fn the_work_begins_when_the_event_is_set() {
    let run = play(async |stage| {
        let (worker, setter) = (stage.actor("worker"), stage.actor("setter"));
        let event = SetOnce::new();

        let wait_and_work = async {
            worker.does("waits");
            let output = run_after(&event, async {
                worker.does("starts");
                sleep(ms(30)).await;
                worker.does("ends");
                "tea"
            });
            let output = output.await;
            worker.does(format!("has {output}"));
        };
        let set = async {
            // So that who is too early did not wait at all: no wait is shorter.
            sleep(ms(1)).await;
            setter.does("sets");
            event.set(()).expect("only the setter sets the event");
        };
        tokio::join!(wait_and_work, set);
    });

    assert_snapshot!(run);
}

/// However late the event is set, the work does not begin without it.
///
/// What can make your function begin the work?
///
/// - `worker` is early with `starts`: time used instead of a signal
/// - `worker` is late with `starts`: time used instead of a signal
#[test]
fn the_work_waits_however_late_the_event_is_set() {
    let run = play(async |stage| {
        let (worker, setter) = (stage.actor("worker"), stage.actor("setter"));
        let event = SetOnce::new();

        let wait_and_work = async {
            worker.does("waits");
            run_after(&event, async { worker.does("starts") }).await;
        };
        let set = async {
            sleep(ms(5432)).await;
            setter.does("sets");
            event.set(()).expect("only the setter sets the event");
        };
        tokio::join!(wait_and_work, set);
    });

    assert_snapshot!(run);
}

/// An event that is set already lets the work begin at once.
///
/// How does your function learn that the event was set before the call?
#[test]
fn an_event_that_is_set_already_lets_the_work_begin_at_once() {
    let run = play(async |stage| {
        let late = stage.actor("late");
        let event = SetOnce::new_with(Some(()));
        sleep(ms(5)).await;

        late.does("comes");
        run_after(&event, async { late.does("starts") }).await;
    });

    assert_snapshot!(run);
}

/// Everybody who waits begins at the same instant, however long the work takes.
///
/// What must happen before the second of two calls begins its work?
#[test]
fn everybody_who_waits_begins_at_the_same_instant() {
    let run = play(async |stage| {
        let event = SetOnce::new();
        let (short, long) = (stage.actor("short"), stage.actor("long"));
        let work = async |actor: &Actor, takes| {
            actor.does("waits");
            let work = async {
                actor.does("starts");
                sleep(takes).await;
                actor.does("ends");
            };
            run_after(&event, work).await;
        };
        let set = async {
            sleep(ms(250)).await;
            event.set(()).expect("only the setter sets the event");
        };

        tokio::join!(work(&short, ms(1)), work(&long, ms(90)), set);
    });

    assert_snapshot!(run);
}

/// Nothing of the work happens before the event is set.
///
/// In which line of your function does the work begin?
///
/// - says "the work must not begin before the event": goes on without waiting
#[test]
fn nothing_of_the_work_happens_before_the_event() {
    let event = SetOnce::new();
    let begun = Cell::new(false);

    let mut call = call("run_after()", run_after(&event, async { begun.set(true) }));
    assert_pending!(call.poll(), "the call must wait while the event is not set");
    assert!(!begun.get(), "the work must not begin before the event is set");

    does("set()");
    event.set(()).expect("only the setter sets the event");

    assert!(call.is_woken(), "setting the event must wake the call that waits");
    assert_ready!(call.poll(), "the call must end when the event is set and the work is done");
    assert!(begun.get(), "the work must be done when the call has ended");
}

/// What the work gives is what the call returns.
///
/// Where does the output of `work` go?
#[rstest]
#[case::when_the_work_gives_42(42)]
#[case::when_the_work_gives_minus_1(-1)]
fn the_output_of_the_work_is_returned(#[case] output: i32) {
    let event = SetOnce::new_with(Some(()));

    let call = at_once(call("run_after()", run_after(&event, async { output })));

    assert_ready_eq!(call, output, "the call must return the output of the work");
}

/// A call that is dropped while it waits has done nothing, and the event works on.
///
/// What is still there of your call after it is dropped?
#[test]
fn a_call_that_is_dropped_has_done_nothing() {
    let event = SetOnce::new();
    let begun = Cell::new(false);

    assert_pending!(
        at_once(call("first run_after()", run_after(&event, async { begun.set(true) }))),
        "the call must wait while the event is not set"
    );
    does("set()");
    event.set(()).expect("a dropped call must not set the event");

    assert_ready_eq!(
        at_once(call("second run_after()", run_after(&event, async { "done" }))),
        "done",
        "a later call must do its work and return its output"
    );
    assert!(!begun.get(), "a dropped call must not do the work");
}

/// Whoever comes before the event begins when it is set, and whoever comes after it begins at once.
///
/// In your function, what decides when the work begins?
///
/// - says "prompt": time used instead of a signal
#[test]
fn work_begins_at_the_event_or_at_once_whatever_the_times() {
    explore(async |stage| {
        let event = SetOnce::new();
        let work = async |name, after| {
            let actor = stage.actor(name);
            sleep(actor.takes(after)).await;
            actor.does("comes");
            let work = async {
                actor.does("starts");
                sleep(actor.takes(10)).await;
            };
            run_after(&event, work).await;
        };
        let set = async {
            let setter = stage.actor("setter");
            sleep(setter.takes(20)).await;
            setter.does("sets");
            event.set(()).expect("only the setter sets the event");
        };
        stage.law(Law::AllBefore { these: "sets", those: "starts" });
        stage.law(Law::Prompt { what: "starts", causes: &["sets", "comes"] });

        tokio::join!(work("ann", 10), work("bob", 20), work("cat", 30), set);
    });
}

stage::test_program!();
