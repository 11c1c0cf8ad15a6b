// `start_together`: waiters and a setter, all at the same time.

use std::sync::Arc;

use events::{run_after, set_after, start_together};
use insta::assert_snapshot;
use rstest::rstest;
use stage::{Actor, Law, explore, ms, outputs_of, play};
use tokio::sync::SetOnce;
use tokio::time::{Duration, sleep};

type SharedEvent = Arc<SetOnce<()>>;

/// A waiter that works for `takes` once the event is set, and then gives the name of its work.
async fn waiter(actor: Actor, event: SharedEvent, takes: Duration, output: &'static str) -> &'static str {
    actor.does("waits");
    let work = async {
        actor.does("starts");
        sleep(takes).await;
        actor.does("ends");
        output
    };
    run_after(&event, work).await
}

async fn setter(actor: Actor, event: SharedEvent, delay: Duration) {
    actor.does("prepares");
    set_after(&event, delay).await;
    actor.does("sets");
}

/// Somebody who waits for nobody and is done after `takes`.
async fn independent(actor: Actor, takes: Duration) {
    actor.does("begins");
    sleep(takes).await;
    actor.does("ends");
}

/// All the waiters and the setter begin at the instant of the call.
///
/// What must have happened in your function before the last of them begins?
///
/// - anybody is late with `begins`: one after the other
/// - not stuck and not anybody misses `begins` and anybody misses `ends`: task not awaited
#[test]
fn all_of_them_begin_at_once() {
    let run = play(async |stage| {
        let somebody = |name, takes| independent(stage.actor(name), ms(takes));
        let (waiters, setter) = (vec![somebody("ann", 30), somebody("bob", 20)], somebody("setter", 10));

        start_together(waiters, setter).await;
    });

    assert_snapshot!(run);
}

/// Two workers wait for an event that is set after two seconds, and both start then.
///
/// While one of the futures waits, which of the others can run?
#[test]
fn the_articles_program() {
    let run = play(async |stage| {
        let event = SharedEvent::default();
        let waiters = vec![
            waiter(stage.actor("Worker-1"), event.clone(), ms(1000), "one"),
            waiter(stage.actor("Worker-2"), event.clone(), ms(2000), "two"),
        ];

        start_together(waiters, setter(stage.actor("setter"), event, ms(2000))).await;
    });

    assert_snapshot!(run);
}

/// The call returns when the last of all has ended, also when that is the setter.
///
/// What must have ended before your function returns?
///
/// - `caller` is early with `returns`: task not awaited
/// - stuck and `waiter` does `ends` and `setter` does `ends`: lost wake-up
#[test]
fn the_call_waits_for_the_setter_too() {
    let run = play(async |stage| {
        let event = SharedEvent::default();
        let waiters = vec![waiter(stage.actor("waiter"), event.clone(), ms(10), "one")];
        let (setter, caller) = (stage.actor("setter"), stage.actor("caller"));
        let set_and_go_on = async move {
            event.set(()).expect("only the setter sets the event");
            sleep(ms(80)).await;
            setter.does("ends");
        };

        start_together(waiters, set_and_go_on).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// The outputs stand in the order of the waiters, whoever ends first.
///
/// What decides the place of an output in your result?
///
/// - `caller` does `has two three one`: results in completion order
/// - `caller` does `has` and `caller` misses `has one two three` and not anybody misses `ends` and not
///   anybody is late with `ends`: wrong output
#[test]
fn the_outputs_stand_in_the_order_of_the_waiters() {
    let run = play(async |stage| {
        let event = SharedEvent::default();
        let waiters = vec![
            waiter(stage.actor("slow"), event.clone(), ms(300), "one"),
            waiter(stage.actor("quick"), event.clone(), ms(100), "two"),
            waiter(stage.actor("middle"), event.clone(), ms(200), "three"),
        ];
        let setter = setter(stage.actor("setter"), event, ms(70));
        let caller = stage.actor("caller");

        let outputs = start_together(waiters, setter).await;

        caller.does(format!("has {}", outputs.join(" ")));
    });

    assert_snapshot!(run);
}

/// Any number of waiters get an output each.
///
/// For how many waiters is your function written?
///
/// - says "the setter must not be on its way": task not awaited
#[rstest]
#[case::without_waiters(0)]
#[case::with_one_waiter(1)]
#[case::with_twelve_waiters(12)]
fn any_number_of_waiters(#[case] count: usize) {
    let runs = outputs_of(async |_| {
        let event = SharedEvent::default();
        let waiters = (0..count).map(|number| {
            let event = event.clone();
            async move { run_after(&event, async { number }).await }
        });
        let setter = {
            let event = event.clone();
            async move { set_after(&event, ms(3)).await }
        };

        let outputs = start_together(waiters.collect(), setter).await;
        let is_set = event.initialized();
        // A setter that is still on its way has time to come to its end.
        sleep(ms(30)).await;
        (outputs, is_set, event.initialized())
    });

    for (outputs, is_set, is_set_later) in runs {
        assert!(
            is_set || !is_set_later,
            "the setter must not be on its way when the call returns, and it sets the event later"
        );
        assert!(is_set, "the setter must have set the event when the call returns, and it never sets it");
        assert_eq!(
            outputs,
            Vec::from_iter(0..count),
            "there must be one output for each waiter, in their order"
        );
    }
}

/// A waiter or a setter that panics makes the call panic.
///
/// What happens in your function when one of the futures panics?
///
/// - says "the caller must learn of the panic": panic swallowed
#[rstest]
#[case::when_a_waiter_panics(true)]
#[case::when_the_setter_panics(false)]
fn a_panic_is_not_swallowed(#[case] of_a_waiter: bool) {
    let outputs = outputs_of(async |stage| {
        let panics = |does: bool| async move {
            sleep(ms(10)).await;
            if does {
                stage::fail("it failed");
            }
        };

        let call = tokio::spawn(start_together(vec![panics(of_a_waiter)], panics(!of_a_waiter))).await;
        stage.forgive_panics();
        (call, stage.now_ms())
    });

    for (call, at_ms) in outputs {
        assert_eq!(at_ms, 10, "the number of milliseconds until the call ends");
        assert!(call.is_err_and(|error| error.is_panic()), "the caller must learn of the panic");
    }
}

/// However long each of them takes, all begin at the call, and it returns at the instant when the last one
/// ends.
///
/// If one of them takes 20 ms and another one 10 ms, how long does your call take?
///
/// - says "prompt: `begins`": one after the other
/// - says "every `ends` before any `returns`": task not awaited
#[test]
fn the_call_lasts_as_long_as_the_longest_of_them() {
    explore(async |stage| {
        let caller = stage.actor("caller");
        let waiters = ["ann", "bob", "cat"].map(|name| independent(stage.actor(name), stage.takes(20)));
        let setter = independent(stage.actor("setter"), stage.takes(20));
        stage.law(Law::Prompt { what: "begins", causes: &["calls"] });
        stage.law(Law::AllBefore { these: "ends", those: "returns" });
        stage.law(Law::Prompt { what: "returns", causes: &["ends"] });

        caller.does("calls");
        start_together(waiters.into(), setter).await;
        caller.does("returns");
        // Whoever is still on the way has time to come to its end.
        sleep(ms(200)).await;
    });
}

stage::test_program!();
