//! `start_together`: waiters and a setter, all at the same time.

use std::sync::Arc;

use events::{run_after, set_after, start_together};
use insta::assert_snapshot;
use rstest::rstest;
use stage::{Actor, ms, output_of, play};
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

/// Two workers wait for an event that is set after two seconds, and both start then.
///
/// Who runs while your function awaits the first waiter?
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

/// The outputs stand in the order of the waiters, although the last one ends first.
///
/// In which order do you collect the outputs: that of the list, or that of the ends?
#[test]
fn the_outputs_stand_in_the_order_of_the_waiters() {
    let run = play(async |stage| {
        let event = SharedEvent::default();
        let waiters = vec![
            waiter(stage.actor("slow"), event.clone(), ms(300), "one"),
            waiter(stage.actor("middle"), event.clone(), ms(200), "two"),
            waiter(stage.actor("quick"), event.clone(), ms(100), "three"),
        ];
        let setter = setter(stage.actor("setter"), event, ms(70));
        let caller = stage.actor("caller");

        let outputs = start_together(waiters, setter).await;

        caller.does(format!("has {}", outputs.join(" ")));
    });

    assert_snapshot!(run);
}

/// The call returns when the last of all has ended, also when that is the setter.
///
/// Whom does your function not wait for?
#[test]
fn the_call_waits_for_the_setter_too() {
    let run = play(async |stage| {
        let event = SharedEvent::default();
        let waiters = vec![waiter(stage.actor("waiter"), event.clone(), ms(10), "one")];
        let (setter, caller) = (stage.actor("setter"), stage.actor("caller"));
        let set_and_go_on = async move {
            event.set(()).expect("nobody else sets it");
            sleep(ms(80)).await;
            setter.does("ends");
        };

        start_together(waiters, set_and_go_on).await;

        caller.does("returns");
    });

    assert_snapshot!(run);
}

/// Any number of waiters get an output each.
///
/// For how many waiters is your function written?
#[rstest]
#[case::nobody(0)]
#[case::one(1)]
#[case::a_crowd(40)]
fn any_number_of_waiters(#[case] count: usize) {
    let outputs = output_of(async |_| {
        let event = SharedEvent::default();
        let waiters = (0..count).map(|number| {
            let event = event.clone();
            async move { run_after(&event, async { number }).await }
        });
        let setter = {
            let event = event.clone();
            async move { set_after(&event, ms(3)).await }
        };

        start_together(waiters.collect(), setter).await
    });

    assert_eq!(outputs, Vec::from_iter(0..count), "every waiter has its output in its own place");
}

/// A waiter or a setter that panics makes the call panic.
///
/// What does your function do with an error of `JoinHandle`?
#[rstest]
#[case::a_waiter(true)]
#[case::the_setter(false)]
fn a_panic_is_not_swallowed(#[case] of_a_waiter: bool) {
    let (call, at_ms) = output_of(async |stage| {
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

    assert_eq!(at_ms, 10, "both need 10 ms before they end or panic");
    assert!(call.is_err_and(|error| error.is_panic()), "the caller must learn of the panic");
}
