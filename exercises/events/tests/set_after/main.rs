// `set_after`: set the event when the delay has passed.

use events::set_after;
use insta::assert_snapshot;
use rstest::rstest;
use stage::{Law, explore, ms, outputs_of, play};
use tokio::sync::SetOnce;
use tokio::time::{Duration, Instant, sleep, timeout};

/// The event is set when the delay has passed, and then the call returns.
///
/// What happens in your function between the call and the `set`?
///
/// - `waiter` is early with `goes` and `setter` does `returns` and not `setter` is early with `returns`:
///   pause in the wrong place
/// - `looker` misses `sees it not set`: goes on without waiting
/// - `waiter` is early with `goes`: pause in the wrong place
/// - `waiter` is late with `goes`: pause in the wrong place
/// - `setter` is late with `returns`: pause in the wrong place
#[test]
fn the_event_is_set_when_the_delay_has_passed() {
    let run = play(async |stage| {
        let (setter, waiter, looker) = (stage.actor("setter"), stage.actor("waiter"), stage.actor("looker"));
        let event = SetOnce::new();

        let set = async {
            setter.does("begins");
            set_after(&event, ms(2000)).await;
            setter.does("returns");
        };
        let wait = async {
            waiter.does("waits");
            event.wait().await;
            waiter.does("goes");
        };
        let look = async {
            for later in [1, 2000] {
                sleep(ms(later)).await;
                looker.does(if event.initialized() { "sees it set" } else { "sees it not set" });
            }
        };
        tokio::join!(set, wait, look);
    });

    assert_snapshot!(run);
}

/// A delay of some milliseconds is kept as well.
///
/// What does your function do with `delay`?
///
/// - anybody is early with anything and not stuck: time not exact
/// - anybody is late with anything and not stuck: time not exact
#[test]
fn a_short_delay_is_kept_too() {
    let run = play(async |stage| {
        let (setter, waiter) = (stage.actor("setter"), stage.actor("waiter"));
        let event = SetOnce::new();

        let set = async {
            set_after(&event, ms(40)).await;
            setter.does("returns");
        };
        let wait = async {
            event.wait().await;
            waiter.does("goes");
        };
        tokio::join!(set, wait);
    });

    assert_snapshot!(run);
}

/// An event that was set meanwhile stays set, and that is no error.
///
/// What does your function do if the event is already set?
///
/// - panics: outcome taken for a bug
/// - `second` is early with `returns`: wrong reason to stop
#[test]
fn an_event_that_was_set_meanwhile_is_no_error() {
    let run = play(async |stage| {
        let (first, second) = (stage.actor("first"), stage.actor("second"));
        let event = SetOnce::new();

        let set_first = async {
            set_after(&event, ms(10)).await;
            first.does("returns");
        };
        let set_second = async {
            set_after(&event, ms(40)).await;
            second.does("returns");
        };
        tokio::join!(set_first, set_second);
    });

    assert_snapshot!(run);
}

/// However long the delay, the event is set then and the call returns then.
///
/// What decides when your function sets the event?
///
/// - says "exactly when the delay has passed": time not exact
#[rstest]
#[case::with_a_delay_of_0_ms(ms(0))]
#[case::with_a_delay_of_1_ms(ms(1))]
#[case::with_a_delay_of_4321_ms(ms(4321))]
fn the_delay_is_exact(#[case] delay: Duration) {
    let outputs = outputs_of(async |_| {
        let began = Instant::now();
        let event = SetOnce::new();
        let wait = async {
            event.wait().await;
            began.elapsed()
        };
        let set = async {
            set_after(&event, delay).await;
            began.elapsed()
        };

        tokio::join!(wait, set)
    });

    for (waited, returned) in outputs {
        assert_eq!(waited, delay, "the event must be set exactly when the delay has passed");
        assert_eq!(returned, delay, "the call must return as soon as it has set the event");
    }
}

/// A call that is dropped before the delay has passed leaves the event as it was.
///
/// Does anything of your call go on after it is dropped?
#[test]
fn a_call_that_is_dropped_sets_nothing() {
    let outputs = outputs_of(async |_| {
        let event = SetOnce::new();

        let dropped = timeout(ms(10), set_after(&event, ms(20))).await;
        sleep(ms(50)).await;

        (dropped, event.initialized())
    });

    for (dropped, is_set) in outputs {
        assert!(dropped.is_err(), "a call with a delay of 20 ms must not return within 10 ms");
        assert!(!is_set, "a dropped call must not set the event");
    }
}

/// Each of two calls returns when its own delay has passed, and the event is set when the first of them has.
///
/// When one of two calls sets the event, what changes for the other call?
#[test]
fn two_calls_keep_their_delays_whatever_they_are() {
    explore(async |stage| {
        let event = SetOnce::new();
        let (first, second) = (stage.actor("first"), stage.actor("second"));
        let (waiter, clock) = (stage.actor("waiter"), stage.actor("clock"));
        let (one, two) = (stage.takes(20), stage.takes(30));
        stage.law(Law::Prompt { what: "returns 1", causes: &["is due 1"] });
        stage.law(Law::Prompt { what: "returns 2", causes: &["is due 2"] });
        stage.law(Law::Prompt { what: "goes", causes: &["is due"] });

        let set_first = async {
            set_after(&event, one).await;
            first.does("returns 1");
        };
        let set_second = async {
            set_after(&event, two).await;
            second.does("returns 2");
        };
        let wait = async {
            event.wait().await;
            waiter.does("goes");
        };
        let tick = async |delay, number| {
            sleep(delay).await;
            clock.does(format!("is due {number}"));
        };
        tokio::join!(set_first, set_second, wait, tick(one, 1), tick(two, 2));
    });
}

stage::test_program!();
